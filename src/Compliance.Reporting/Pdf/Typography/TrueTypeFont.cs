using System.Buffers.Binary;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>A TrueType font of our own resources: widths, vertical measures and outlines. Measures are in thousandths of the size.</summary>
internal sealed class TrueTypeFont
{
    private readonly Dictionary<int, ushort> characters;
    private readonly int unitsPerEm;
    private readonly int longMetrics;
    private readonly bool longOffsets;

    public TrueTypeFont(string name, ReadOnlySpan<byte> font)
    {
        Name = name;
        Tables = WoffContainer.Tables(font);
        characters = CharacterMap.Read(Tables["cmap"]);
        unitsPerEm = BinaryPrimitives.ReadUInt16BigEndian(Tables["head"].AsSpan(18));
        longOffsets = BinaryPrimitives.ReadInt16BigEndian(Tables["head"].AsSpan(50)) == 1;
        longMetrics = BinaryPrimitives.ReadUInt16BigEndian(Tables["hhea"].AsSpan(34));
        GlyphCount = BinaryPrimitives.ReadUInt16BigEndian(Tables["maxp"].AsSpan(4));
    }

    /// <summary>PostScript name.</summary>
    public string Name { get; }

    public Dictionary<string, byte[]> Tables { get; }

    public int GlyphCount { get; }

    public int Ascent => Scale(Tables["hhea"], 4);

    public int Descent => Scale(Tables["hhea"], 6);

    public int CapHeight => Scale(Tables["OS/2"], 88);

    /// <summary>Left, bottom, right, top.</summary>
    public int[] Box => [Scale(Tables["head"], 36), Scale(Tables["head"], 38), Scale(Tables["head"], 40), Scale(Tables["head"], 42)];

    public bool TryGlyph(int rune, out ushort glyph) => characters.TryGetValue(rune, out glyph);

    public int WidthOf(ushort glyph) => Round(BinaryPrimitives.ReadUInt16BigEndian(Tables["hmtx"].AsSpan(4 * Math.Min(glyph, longMetrics - 1))));

    /// <summary>The glyph's outline as stored; empty when it has none.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var start = Offset(glyph);
        return Tables["glyf"].AsSpan(start, Offset(glyph + 1) - start);
    }

    private int Offset(int glyph) => longOffsets
        ? BinaryPrimitives.ReadInt32BigEndian(Tables["loca"].AsSpan(4 * glyph))
        : 2 * BinaryPrimitives.ReadUInt16BigEndian(Tables["loca"].AsSpan(2 * glyph));

    private int Scale(byte[] table, int offset) => Round(BinaryPrimitives.ReadInt16BigEndian(table.AsSpan(offset)));

    private int Round(int units) => (int)Math.Round(units * 1000.0 / unitsPerEm, MidpointRounding.AwayFromZero);
}
