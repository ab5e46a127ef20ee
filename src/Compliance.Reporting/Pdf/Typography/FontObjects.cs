using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Reporting.Pdf.Files;

namespace Compliance.Reporting.Pdf.Typography;

/// <summary>Embeds the used glyphs of a face: Type 0 font, Identity-H, CIDFontType2 with widths and ToUnicode (ISO 32000-1 section 9.7).</summary>
internal static class FontObjects
{
    private const int MappingsABlock = 100;

    /// <summary>Number of the Type 0 font.</summary>
    public static int Add(PdfObjects objects, FontFace face)
    {
        var subset = GlyphSubset.Write(face.Font, face.Used.Keys);
        var name = $"/{Tag(subset)}+{face.Font.Name}";
        var file = objects.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {subset.Length}"), subset);
        var box = string.Join(' ', face.Font.Box.Select(value => value.ToString(CultureInfo.InvariantCulture)));
        var descriptor = objects.AddPacked(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
            + $"/Ascent {face.Font.Ascent}/Descent {face.Font.Descent}/CapHeight {face.Font.CapHeight}/StemV 80/FontFile2 {file} 0 R>>"));
        var descendant = objects.AddPacked(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {PdfSyntax.Reference(descriptor)}/DW 0/W[{Widths(face)}]/CIDToGIDMap/Identity>>");
        var unicode = objects.AddStream("", Encoding.ASCII.GetBytes(ToUnicode(face)));
        return objects.AddPacked(
            $"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{PdfSyntax.Reference(descendant)}]/ToUnicode {PdfSyntax.Reference(unicode)}>>");
    }

    /// <summary>Six capital letters that name the subset by its content.</summary>
    private static string Tag(byte[] subset)
    {
        var number = ulong.Parse(Digests.Sha256(subset).Hex.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Span<char> tag = stackalloc char[6];
        foreach (ref var letter in tag)
        {
            letter = (char)('A' + (int)(number % 26));
            number /= 26;
        }

        return tag.ToString();
    }

    private static string Widths(FontFace face) => string.Join(' ', face.Used.Keys.Select(glyph =>
        string.Create(CultureInfo.InvariantCulture, $"{glyph}[{face.Font.WidthOf(glyph)}]")));

    private static string ToUnicode(FontFace face)
    {
        var map = new StringBuilder("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var block in face.Used.Chunk(MappingsABlock))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(rune)))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }
}
