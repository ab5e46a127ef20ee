using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Typography;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>The styles of one place: running text, a table's cell, a heading.</summary>
/// <param name="Leading">Distance of base lines in points.</param>
internal sealed record TextTheme(TextStyle Text, TextStyle Strong, TextStyle Aside, TextStyle Code, TextStyle Link, double Leading)
{
    public TextStyle Of(Inline run) => run switch
    {
        Inline.Strong => Strong,
        Inline.Aside => Aside,
        Inline.Code or Inline.Hash => Code,
        Inline.Link => Link,
        Inline.Badge badge => Strong with { Size = Text.Size * 0.92, Colour = Rgb.TextOf(badge.Tone) },
        _ => Text,
    };

    public static TextTheme Make(Typefaces faces, double size, double leading) => new(
        new TextStyle(faces.Text, size, Rgb.Ink),
        new TextStyle(faces.Strong, size, Rgb.Ink),
        new TextStyle(faces.Text, size * 0.95, Rgb.Slate),
        new TextStyle(faces.Mono, size * 0.92, Rgb.Ink),
        new TextStyle(faces.Text, size, Rgb.Link),
        leading);

    /// <summary>One style for every kind of run.</summary>
    public static TextTheme Uniform(FontFace face, double size, double leading, Rgb colour)
    {
        var style = new TextStyle(face, size, colour);
        return new TextTheme(style, style, style, style, style, leading);
    }
}
