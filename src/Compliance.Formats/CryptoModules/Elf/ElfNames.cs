using System.Text;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>A set of names that bytes of string tables are looked up in without becoming text. Most are refused by their length and first byte.</summary>
internal sealed class ElfNames
{
    private const int Lengths = 64;

    private readonly Dictionary<(int Length, byte First), byte[][]> names;

    /// <summary>Bit n: a name of n bytes (the last bit: or more) begins with the byte.</summary>
    private readonly ulong[] lengthsByFirst = new ulong[256];

    /// <param name="names">Not empty ones.</param>
    public ElfNames(IEnumerable<string> names)
    {
        this.names = names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)
            .GroupBy(name => (name.Length, name[0]))
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var (length, first) in this.names.Keys) lengthsByFirst[first] |= Bit(length);
    }

    public bool Contains(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || (lengthsByFirst[name[0]] & Bit(name.Length)) == 0 || !names.TryGetValue((name.Length, name[0]), out var candidates)) return false;
        foreach (var candidate in candidates)
        {
            if (name.SequenceEqual(candidate)) return true;
        }

        return false;
    }

    private static ulong Bit(int length) => 1UL << Math.Min(length, Lengths - 1);
}
