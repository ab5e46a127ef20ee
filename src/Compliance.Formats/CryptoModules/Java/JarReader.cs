using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>
/// Reads jars as Java's launcher finds them: the last end record, its central directory, the local headers behind it. Lenient where StrictZip refuses,
/// because jars of strangers carry extra fields and comments; bounded by the file, <see cref="MaxEntries"/> and the caller's size. Never throws for what a
/// stranger wrote; what it can't read it says.
/// </summary>
internal static class JarReader
{
    private const int MaxEntries = 300_000;
    private const int MaxNameBytes = 1024;
    private const int RowBytes = 46;

    public static bool HasMagic(ReadOnlySpan<byte> first) => first.StartsWith("PK\x03\x04"u8);

    /// <summary>Rows in the directory's order.</summary>
    /// <param name="report">Told why rows are or may be missing.</param>
    public static IEnumerable<JarEntry> Entries(ByteSource source, Action<string> report)
    {
        if (JarDirectory.Find(source) is not { } directory)
        {
            report("the archive has no directory that can be read: what it holds is unknown");
            yield break;
        }

        if (!directory.IsLast) report("the archive does not end with its directory: another one may be lost");
        var at = 0;
        for (var count = 0; at < directory.Bytes.Length && !directory.Bytes.Span[at..].StartsWith("PK\x05\x05"u8); count++)
        {
            if (count == MaxEntries || Row(directory, ref at) is not { } entry)
            {
                report(count == MaxEntries ? "the archive has more entries than are read" : "a row of the archive's directory is damaged: what stands behind it is unknown");
                yield break;
            }

            yield return entry;
        }
    }

    /// <summary>The entry's bytes; null with the reason when they are longer than the bound, encrypted, damaged or of another method.</summary>
    public static byte[]? Bytes(ByteSource source, JarEntry entry, int maxBytes, out string why)
    {
        why = "its bytes are damaged";
        var local = source.Slice(entry.Offset, 30);
        if (entry.IsEncrypted) why = "it is encrypted";
        else if (entry.Method is not (0 or 8)) why = "it is packed by a method that is not read";
        else if (entry.Size > maxBytes || entry.PackedSize > maxBytes) why = "it is larger than is looked into";
        else if (local.Length < 30 || !HasMagic(local.Span)) why = "its header is not where the directory says";
        else return Unpack(source, entry, local.Span, maxBytes);
        return null;
    }

    private static byte[]? Unpack(ByteSource source, JarEntry entry, ReadOnlySpan<byte> local, int maxBytes)
    {
        var start = entry.Offset + 30 + BinaryPrimitives.ReadUInt16LittleEndian(local[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
        var packed = source.Slice(start, entry.PackedSize);
        if (packed.Length != entry.PackedSize) return null;
        var bytes = entry.Method == 0 ? packed.ToArray() : Inflate(packed, maxBytes);
        return bytes?.Length == entry.Size ? bytes : null;
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

    private static JarEntry? Row(JarDirectory directory, ref int at)
    {
        var row = directory.Bytes.Span[at..];
        if (row.Length < RowBytes || !row.StartsWith("PK\x01\x02"u8)) return null;
        int name = BinaryPrimitives.ReadUInt16LittleEndian(row[28..]), extra = BinaryPrimitives.ReadUInt16LittleEndian(row[30..]), comment = BinaryPrimitives.ReadUInt16LittleEndian(row[32..]);
        if (row.Length < RowBytes + name + extra + comment) return null;
        at += RowBytes + name + extra + comment;
        return new JarEntry(
            Encoding.UTF8.GetString(row.Slice(RowBytes, Math.Min(name, MaxNameBytes))),
            (BinaryPrimitives.ReadUInt16LittleEndian(row[8..]) & 1) != 0,
            BinaryPrimitives.ReadUInt16LittleEndian(row[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(row[24..]),
            directory.Shift + BinaryPrimitives.ReadUInt32LittleEndian(row[42..]));
    }
}
