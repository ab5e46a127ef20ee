using System.Text;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>NUL-terminated names in string tables.</summary>
internal static class ElfText
{
    /// <summary>Longer names are cut: no real section, library or C symbol comes near; mangled names of templates may.</summary>
    private const int MaxNameBytes = 4096;

    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> table, ulong offset)
    {
        if (offset >= (ulong)table.Length) return [];
        var rest = table[(int)offset..];
        if (rest.Length > MaxNameBytes) rest = rest[..MaxNameBytes];
        var end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    public static string At(ReadOnlySpan<byte> table, ulong offset) => Encoding.UTF8.GetString(Bytes(table, offset));
}
