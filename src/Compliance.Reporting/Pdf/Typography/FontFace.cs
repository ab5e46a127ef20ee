using System.Text;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>A font in one document: measures and encodes text, and remembers which glyphs were used. Not thread safe.</summary>
/// <param name="resource">Name in the pages' resources, for example <c>F0</c>.</param>
internal sealed class FontFace(string resource, TrueTypeFont font)
{
    private readonly double[] plain = new double[128];
    private readonly string?[] plainCodes = new string?[128];

    public string Resource { get; } = resource;

    public TrueTypeFont Font { get; } = font;

    /// <summary>Used glyphs with the character that each stands for, by glyph number.</summary>
    public SortedDictionary<ushort, int> Used { get; } = [];

    public bool CanShow(int rune) => Font.TryGlyph(rune, out _);

    /// <summary>Width in points at a size of one point. Every character must be one that <see cref="CanShow"/> accepts.</summary>
    public double Measure(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < plain.Length)
            {
                ref var known = ref plain[rune.Value];
                if (known == 0) known = WidthOf(rune.Value);
                width += known;
            }
            else
            {
                width += WidthOf(rune.Value);
            }
        }

        return width;
    }

    /// <summary>Appends two-byte glyph numbers in hexadecimal, as a text-showing operator takes them.</summary>
    public void Encode(string text, StringBuilder target)
    {
        foreach (var rune in text.EnumerateRunes()) target.Append(rune.Value < plainCodes.Length ? plainCodes[rune.Value] ??= CodeOf(rune.Value) : CodeOf(rune.Value));
    }

    private string CodeOf(int rune)
    {
        var glyph = GlyphOf(rune);
        Used.TryAdd(glyph, rune);
        return glyph.ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
    }

    private double WidthOf(int rune) => Font.WidthOf(GlyphOf(rune)) / 1000.0;

    private ushort GlyphOf(int rune) => Font.TryGlyph(rune, out var glyph) ? glyph : (ushort)0;
}
