using System.Buffers.Binary;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>Writes a TrueType font that holds only the outlines of some glyphs, under their old numbers.</summary>
internal static class GlyphSubset
{
    private const int MoreComponents = 0x20;
    private const int WordArguments = 0x01;
    private const int OneScale = 0x08;
    private const int TwoScales = 0x40;
    private const int Matrix = 0x80;

    public static byte[] Write(TrueTypeFont font, IReadOnlyCollection<ushort> used)
    {
        var kept = Close(font, used);
        var offsets = new byte[4 * (font.GlyphCount + 1)];
        using var outlines = new MemoryStream();
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Position);
            if (!kept.Contains((ushort)glyph)) continue;
            outlines.Write(font.Outline((ushort)glyph));
            while (outlines.Position % 4 != 0) outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * font.GlyphCount), (int)outlines.Position);
        var head = (byte[])font.Tables["head"].Clone();
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["head"] = head,
            ["hhea"] = font.Tables["hhea"],
            ["hmtx"] = Metrics(font, kept),
            ["loca"] = offsets,
            ["maxp"] = font.Tables["maxp"],
        };
        foreach (var name in (string[])["cvt ", "fpgm", "prep"])
        {
            if (font.Tables.TryGetValue(name, out var table)) tables[name] = table;
        }

        return Assemble(tables);
    }

    private static HashSet<ushort> Close(TrueTypeFont font, IReadOnlyCollection<ushort> used)
    {
        HashSet<ushort> kept = [0, .. used];
        var waiting = new Queue<ushort>(kept.Order());
        while (waiting.TryDequeue(out var glyph))
        {
            foreach (var part in Components(font.Outline(glyph)))
            {
                if (kept.Add(part)) waiting.Enqueue(part);
            }
        }

        return kept;
    }

    /// <summary>Glyphs that a composite outline is made of (OpenType 1.9, "glyf", composite glyph description).</summary>
    private static List<ushort> Components(ReadOnlySpan<byte> outline)
    {
        var parts = new List<ushort>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return parts;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & Matrix) != 0 ? 8 : (flags & TwoScales) != 0 ? 4 : (flags & OneScale) != 0 ? 2 : 0;
            if ((flags & MoreComponents) == 0) return parts;
        }
    }

    /// <summary>The metrics table with those of absent glyphs zeroed, so that it compresses.</summary>
    private static byte[] Metrics(TrueTypeFont font, HashSet<ushort> kept)
    {
        var metrics = (byte[])font.Tables["hmtx"].Clone();
        var longMetrics = BinaryPrimitives.ReadUInt16BigEndian(font.Tables["hhea"].AsSpan(34));
        for (var glyph = 0; glyph < longMetrics - 1; glyph++)
        {
            if (!kept.Contains((ushort)glyph)) metrics.AsSpan(4 * glyph, 4).Clear();
        }

        return metrics;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        var power = 1 << (int)Math.Log2(tables.Count);
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(head, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(head[4..], (short)tables.Count);
        BinaryPrimitives.WriteInt16BigEndian(head[6..], (short)(16 * power));
        BinaryPrimitives.WriteInt16BigEndian(head[8..], (short)Math.Log2(power));
        BinaryPrimitives.WriteInt16BigEndian(head[10..], (short)(16 * (tables.Count - power)));
        file.Write(head);
        var offset = 12 + 16 * tables.Count;
        Span<byte> row = stackalloc byte[16];
        foreach (var (name, table) in tables)
        {
            System.Text.Encoding.ASCII.GetBytes(name, row);
            BinaryPrimitives.WriteUInt32BigEndian(row[4..], Checksum(table));
            BinaryPrimitives.WriteInt32BigEndian(row[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(row[12..], table.Length);
            file.Write(row);
            offset += (table.Length + 3) & ~3;
        }

        foreach (var table in tables.Values)
        {
            file.Write(table);
            while (file.Position % 4 != 0) file.WriteByte(0);
        }

        return file.ToArray();
    }

    private static uint Checksum(ReadOnlySpan<byte> table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at += 4)
        {
            var word = 0u;
            for (var index = 0; index < 4; index++) word = (word << 8) | (at + index < table.Length ? table[at + index] : 0u);
            sum += word;
        }

        return sum;
    }
}
