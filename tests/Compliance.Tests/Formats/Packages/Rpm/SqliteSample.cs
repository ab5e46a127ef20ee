using System.Buffers.Binary;
using System.Text;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>A SQLite file of a few pages with the table <c>Packages</c>, one leaf page of small headers.</summary>
internal static class SqliteSample
{
    private const int PageBytes = 4096;

    public static byte[] Write(params byte[][] headers)
    {
        var file = new byte[2 * PageBytes];
        "SQLite format 3\0"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(16), PageBytes);
        Leaf(file.AsSpan(0, PageBytes), 100, [Record(Text("table"), Text("Packages"), Text("Packages"), (1, [2]), Text("CREATE TABLE Packages(hnum INTEGER PRIMARY KEY, blob BLOB)"))]);
        Leaf(file.AsSpan(PageBytes), 0, [.. headers.Select(header => Record((0, []), ((2 * header.Length) + 12, header)))]);
        return file;
    }

    private static (int Type, byte[] Bytes) Text(string text) => ((2 * text.Length) + 13, Encoding.ASCII.GetBytes(text));

    private static byte[] Record(params (int Type, byte[] Bytes)[] values)
    {
        byte[] types = [.. values.SelectMany(value => Varint(value.Type))];
        return [.. Varint(types.Length + 1), .. types, .. values.SelectMany(value => value.Bytes)];
    }

    private static void Leaf(Span<byte> page, int at, List<byte[]> records)
    {
        page[at] = 13;
        BinaryPrimitives.WriteUInt16BigEndian(page[(at + 3)..], (ushort)records.Count);
        var end = PageBytes;
        for (var row = 0; row < records.Count; row++)
        {
            byte[] cell = [.. Varint(records[row].Length), .. Varint(row + 1), .. records[row]];
            end -= cell.Length;
            cell.CopyTo(page[end..]);
            BinaryPrimitives.WriteUInt16BigEndian(page[(at + 8 + (2 * row))..], (ushort)end);
        }
    }

    private static byte[] Varint(int value) => value < 0x80 ? [(byte)value] : [(byte)(0x80 | (value >> 7)), (byte)(value & 0x7F)];
}
