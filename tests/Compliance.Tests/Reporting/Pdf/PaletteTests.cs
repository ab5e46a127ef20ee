using Compliance.Reporting.Html;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Layout;

namespace Compliance.Tests.Reporting.Pdf;

public sealed class PaletteTests
{
    private static readonly Rgb White = new(255, 255, 255);

    [Fact]
    public void Text_stands_out_from_its_ground_by_four_and_a_half()
    {
        foreach (var tone in Enum.GetValues<Tone>()) Assert.InRange(Contrast(Rgb.TextOf(tone), Rgb.FillOf(tone)), 4.5, 21);
        foreach (var text in (Rgb[])[Rgb.Ink, Rgb.Slate, Rgb.Navy, Rgb.Link])
        {
            foreach (var ground in (Rgb[])[White, Rgb.Tint, Rgb.HeaderFill]) Assert.InRange(Contrast(text, ground), 4.5, 21);
        }
    }

    [Fact]
    public void Both_forms_use_the_same_colours()
    {
        foreach (var colour in (Rgb[])[Rgb.Ink, Rgb.Slate, Rgb.Navy, Rgb.Link, Rgb.Tint, Rgb.HeaderFill, .. Enum.GetValues<Tone>().SelectMany(tone => new[] { Rgb.TextOf(tone), Rgb.FillOf(tone), Rgb.LineOf(tone) })])
            Assert.Contains($"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}", HtmlReport.Style, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_differ_so_that_colour_is_never_needed()
    {
        var tones = Enum.GetValues<Tone>();
        Assert.Equal(tones.Length, tones.Select(InlineFlow.Shape).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>WCAG 2.2, "contrast ratio".</summary>
    private static double Contrast(Rgb one, Rgb other)
    {
        var (light, dark) = (Luminance(one), Luminance(other));
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    private static double Luminance(Rgb colour) => 0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
