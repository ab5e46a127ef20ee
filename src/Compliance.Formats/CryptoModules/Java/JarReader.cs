using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>
/// Reads jars as Java's launcher finds them: the last end record, its central directory, the local headers behind it. Lenient where StrictZip refuses,
/// because jars of strangers carry extra fields and comments; bounded by the file, <see cref="MaxEntries"/> and the caller's size. Never throws for what a stranger wrote.
/// </summary>
internal static class JarReader
{
    private const int MaxEntries = 300_000;
    private const int MaxNameBytes = 1024;
    private const int MaxDirectoryBytes = 64 << 20;

    public static bool HasMagic(ReadOnlySpan<byte> first) => first.StartsWith("PK\x03\x04"u8);

    /// <summary>Rows in the directory's order; empty when there is no readable directory.</summary>
    public static IEnumerable<JarEntry> Entries(ByteSource source)
    {
        if (Directory(source) is not { } directory) yield break;
        var at = 0;
        for (var count = 0; count < MaxEntries && Row(directory.Span, ref at) is { } entry; count++) yield return entry;
    }

    /// <summary>The entry's bytes; null when they are longer than the bound, damaged or of another method.</summary>
    public static byte[]? Bytes(ByteSource source, JarEntry entry, int maxBytes)
    {
        var local = source.Slice(entry.Offset, 30);
        if (local.Length < 30 || !local.Span.StartsWith("PK\x03\x04"u8) || entry.Size > maxBytes || entry.PackedSize > maxBytes) return null;
        var start = entry.Offset + 30 + BinaryPrimitives.ReadUInt16LittleEndian(local.Span[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local.Span[28..]);
        var packed = source.Slice(start, entry.PackedSize);
        if (packed.Length != entry.PackedSize) return null;
        return entry.Method switch
        {
            0 => packed.ToArray(),
            8 => Inflate(packed, maxBytes),
            _ => null,
        };
    }

    private static byte[]? Inflate(ReadOnlyMemory<byte> packed, int maxBytes)
    {
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[32 << 10];
            for (int read; (read = deflate.Read(buffer)) > 0;)
            {
                output.Write(buffer, 0, read);
                if (output.Length > maxBytes) return null;
            }

            return output.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? Directory(ByteSource source)
    {
        var tailStart = Math.Max(0, source.Length - (64 << 10) - 22);
        var tail = source.Slice(tailStart, source.Length - tailStart);
        var at = tail.Span.LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || tail.Length - at < 22) return null;
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.Span[(at + 12)..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.Span[(at + 16)..]);
        if (size == uint.MaxValue || offset == uint.MaxValue)
        {
            var wide = at < 20 ? -1 : tail.Span[..at].LastIndexOf("PK\x06\x06"u8);
            if (wide < 0 || tail.Length - wide < 56) return null;
            (size, offset) = (BinaryPrimitives.ReadInt64LittleEndian(tail.Span[(wide + 40)..]), BinaryPrimitives.ReadInt64LittleEndian(tail.Span[(wide + 48)..]));
        }

        return size is < 0 or > MaxDirectoryBytes || offset < 0 ? null : source.Slice(offset, size);
    }

    private static JarEntry? Row(ReadOnlySpan<byte> directory, ref int at)
    {
        if (directory.Length - at < 46 || !directory[at..].StartsWith("PK\x01\x02"u8)) return null;
        var row = directory[at..];
        int name = BinaryPrimitives.ReadUInt16LittleEndian(row[28..]), extra = BinaryPrimitives.ReadUInt16LittleEndian(row[30..]), comment = BinaryPrimitives.ReadUInt16LittleEndian(row[32..]);
        if (row.Length < 46 + name + extra + comment) return null;
        at += 46 + name + extra + comment;
        return new JarEntry(
            Encoding.UTF8.GetString(row.Slice(46, Math.Min(name, MaxNameBytes))),
            BinaryPrimitives.ReadUInt16LittleEndian(row[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[42..]));
    }
}
