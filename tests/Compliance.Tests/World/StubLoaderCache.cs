using System.Buffers.Binary;
using System.Text;

namespace Compliance.Tests.World;

/// <summary>Writes an <c>/etc/ld.so.cache</c> in the form <c>glibc-ld.so.cache1.1</c>, little-endian.</summary>
public static class StubLoaderCache
{
    private const int Header = 48;
    private const int Entry = 24;

    public static byte[] Write(params (string Name, string Path)[] entries)
    {
        using var texts = new MemoryStream();
        var table = new byte[Header + (Entry * entries.Length)];
        "glibc-ld.so.cache1.1"u8.CopyTo(table);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(20), entries.Length);
        table[28] = 2;
        for (var index = 0; index < entries.Length; index++)
        {
            var at = table.AsSpan(Header + (Entry * index));
            BinaryPrimitives.WriteInt32LittleEndian(at, 0x0303);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], table.Length + Add(texts, entries[index].Name));
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], table.Length + Add(texts, entries[index].Path));
        }

        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(24), (int)texts.Length);
        return [.. table, .. texts.ToArray()];
    }

    /// <summary>The table behind an empty one of the older form, as <c>ldconfig -c compat</c> writes both.</summary>
    public static byte[] Behind(byte[] table) => [.. "ld.so-1.7.0"u8, 0, 0, 0, 0, 0, .. table];

    private static int Add(MemoryStream texts, string text)
    {
        var at = (int)texts.Length;
        texts.Write(Encoding.UTF8.GetBytes(text));
        texts.WriteByte(0);
        return at;
    }
}
