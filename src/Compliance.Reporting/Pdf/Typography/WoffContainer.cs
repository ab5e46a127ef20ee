using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>Finds the tables of an sfnt font, bare or in a WOFF 1.0 container (W3C Recommendation, 13 December 2012). Own data only.</summary>
internal static class WoffContainer
{
    public static Dictionary<string, byte[]> Tables(ReadOnlySpan<byte> font) =>
        font.StartsWith("wOFF"u8) ? Wrapped(font) : Bare(font);

    private static Dictionary<string, byte[]> Bare(ReadOnlySpan<byte> font)
    {
        var tables = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var count = BinaryPrimitives.ReadUInt16BigEndian(font[4..]);
        for (var index = 0; index < count; index++)
        {
            var row = font.Slice(12 + 16 * index, 16);
            var offset = BinaryPrimitives.ReadInt32BigEndian(row[8..]);
            tables[Encoding.ASCII.GetString(row[..4])] = font.Slice(offset, BinaryPrimitives.ReadInt32BigEndian(row[12..])).ToArray();
        }

        return tables;
    }

    private static Dictionary<string, byte[]> Wrapped(ReadOnlySpan<byte> font)
    {
        var tables = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var count = BinaryPrimitives.ReadUInt16BigEndian(font[12..]);
        for (var index = 0; index < count; index++)
        {
            var row = font.Slice(44 + 20 * index, 20);
            var stored = font.Slice(BinaryPrimitives.ReadInt32BigEndian(row[4..]), BinaryPrimitives.ReadInt32BigEndian(row[8..]));
            var length = BinaryPrimitives.ReadInt32BigEndian(row[12..]);
            tables[Encoding.ASCII.GetString(row[..4])] = stored.Length == length ? stored.ToArray() : Inflate(stored, length);
        }

        return tables;
    }

    private static byte[] Inflate(ReadOnlySpan<byte> stored, int length)
    {
        using var source = new ZLibStream(new MemoryStream(stored.ToArray()), CompressionMode.Decompress);
        var bytes = new byte[length];
        source.ReadExactly(bytes);
        return bytes;
    }
}
