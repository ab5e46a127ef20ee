using System.Buffers.Binary;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>Unicode to glyph numbers from a <c>cmap</c> table, formats 12 and 4 (OpenType 1.9, "cmap").</summary>
internal static class CharacterMap
{
    public static Dictionary<int, ushort> Read(ReadOnlySpan<byte> table)
    {
        var map = new Dictionary<int, ushort>();
        var count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
        for (var index = 0; index < count; index++)
        {
            var subtable = table[BinaryPrimitives.ReadInt32BigEndian(table[(8 + 8 * index)..])..];
            var format = BinaryPrimitives.ReadUInt16BigEndian(subtable);
            if (format == 12) ReadGroups(subtable, map);
            else if (format == 4) ReadSegments(subtable, map);
        }

        return map;
    }

    private static void ReadGroups(ReadOnlySpan<byte> table, Dictionary<int, ushort> map)
    {
        var groups = BinaryPrimitives.ReadInt32BigEndian(table[12..]);
        for (var index = 0; index < groups; index++)
        {
            var row = table.Slice(16 + 12 * index, 12);
            var first = BinaryPrimitives.ReadInt32BigEndian(row);
            var last = BinaryPrimitives.ReadInt32BigEndian(row[4..]);
            var glyph = BinaryPrimitives.ReadInt32BigEndian(row[8..]);
            for (var value = first; value <= last; value++) map[value] = (ushort)(glyph + value - first);
        }
    }

    private static void ReadSegments(ReadOnlySpan<byte> table, Dictionary<int, ushort> map)
    {
        var doubled = BinaryPrimitives.ReadUInt16BigEndian(table[6..]);
        for (var at = 0; at < doubled; at += 2)
        {
            var last = BinaryPrimitives.ReadUInt16BigEndian(table[(14 + at)..]);
            var first = BinaryPrimitives.ReadUInt16BigEndian(table[(16 + doubled + at)..]);
            var delta = BinaryPrimitives.ReadUInt16BigEndian(table[(16 + 2 * doubled + at)..]);
            var rangeAt = 16 + 3 * doubled + at;
            var range = BinaryPrimitives.ReadUInt16BigEndian(table[rangeAt..]);
            for (int value = first; value <= last && value != 0xFFFF; value++)
            {
                var glyph = range == 0 ? value : BinaryPrimitives.ReadUInt16BigEndian(table[(rangeAt + range + 2 * (value - first))..]);
                if (glyph != 0 || range == 0) glyph = (glyph + delta) & 0xFFFF;
                if (glyph != 0) map.TryAdd(value, (ushort)glyph);
            }
        }
    }
}
