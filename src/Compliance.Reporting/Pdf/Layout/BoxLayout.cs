using System.Globalization;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Text on a coloured ground: remarks, commands and the big word of a verdict. A box longer than a page goes on without end.</summary>
internal sealed class BoxLayout(PageFlow flow, LayoutThemes themes)
{
    private const double Padding = 10;
    private const double Accent = 4;

    public void Callout(Block.Callout callout, StructureElement parent)
    {
        var width = flow.Width - 2 * Padding - Accent;
        var element = parent.Add("Sect");
        var title = callout.Tone == Tone.Neutral ? callout.Title.Value : $"{InlineFlow.Shape(callout.Tone)} {callout.Title.Value}";
        var titleTheme = themes.Toned(9, 14, Rgb.TextOf(callout.Tone));
        List<(TextLine, StructureElement)> lines = [.. Owned(LineBreaker.Break([title], titleTheme, width), element.Add("P"))];
        foreach (var paragraph in callout.Paragraphs)
            lines.AddRange(Owned(LineBreaker.Break(paragraph, themes.Body with { Leading = 13.5 }, width), element.Add("P")));
        Draw(lines, Rgb.FillOf(callout.Tone), Rgb.TextOf(callout.Tone));
    }

    public void Commands(Block.Commands commands, StructureElement parent)
    {
        var list = parent.Add("L", "/O/List/ListNumbering/None");
        var lines = new List<(TextLine, StructureElement)>();
        for (var index = 0; index < commands.Lines.Length; index++)
        {
            var text = $"{(index + 1).ToString(CultureInfo.InvariantCulture)}. {commands.Lines[index].Value}";
            lines.AddRange(Owned(LineBreaker.Break([text], themes.Command, flow.Width - 2 * Padding - Accent), list.Add("LI").Add("LBody")));
        }

        Draw(lines, Rgb.HeaderFill, Rgb.Navy);
    }

    public void Banner(Block.Banner banner, StructureElement parent)
    {
        var colour = Rgb.TextOf(banner.Tone);
        var width = flow.Width - 2 * Padding - Accent;
        var element = parent.Add("P");
        Draw(
            [
                .. Owned(LineBreaker.Break([$"{InlineFlow.Shape(banner.Tone)} {banner.Word.Value}"], themes.Toned(18, 24, colour), width), element),
                .. Owned(LineBreaker.Break(banner.Figures, themes.Body, width), element),
            ],
            Rgb.FillOf(banner.Tone), colour);
    }

    private static IEnumerable<(TextLine, StructureElement)> Owned(List<TextLine> lines, StructureElement element) => lines.Select(line => (line, element));

    private void Draw(List<(TextLine Line, StructureElement Element)> lines, Rgb fill, Rgb accent)
    {
        flow.Y += 3;
        flow.Ensure(Math.Min(lines.Sum(entry => entry.Line.Height) + 2 * Padding, flow.FullRoom / 2));
        for (var from = 0; from < lines.Count;)
        {
            var height = 0.0;
            var to = from;
            while (to < lines.Count && (to == from || height + lines[to].Line.Height <= flow.Room - 2 * Padding)) height += lines[to++].Line.Height;
            var outer = height + 2 * Padding;
            flow.Page.Artifact(page =>
            {
                page.Fill(PageFlow.Left, flow.Y, flow.Width, outer, fill);
                page.Fill(PageFlow.Left, flow.Y, Accent, outer, accent);
            });
            var y = flow.Y + Padding;
            for (; from < to; from++)
            {
                LinePainter.Draw(flow, lines[from].Element, lines[from].Line, PageFlow.Left + Accent + Padding, y);
                y += lines[from].Line.Height;
            }

            flow.Page.Untag();
            flow.Y += outer;
            if (from < lines.Count) flow.NewPage();
        }

        flow.Y += 12;
    }
}
