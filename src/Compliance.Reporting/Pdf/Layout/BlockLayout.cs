using System.Collections.Immutable;
using System.Globalization;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Lays out the blocks of a document, top to bottom.</summary>
internal sealed class BlockLayout(PageFlow flow, LayoutThemes themes)
{
    private const double GridRowHeight = 23;

    private readonly TableLayout tables = new(flow, themes);
    private readonly BoxLayout boxes = new(flow, themes);

    public void Masthead(ReportDocument document)
    {
        var part = flow.Document.Add("Sect");
        Lines(LineBreaker.Break([document.Title], themes.Heading(1), flow.Width), part.Add("H1"));
        flow.Y += 2;
        Lines(LineBreaker.Break([document.Subtitle], themes.Subtitle, flow.Width), part.Add("P"));
        flow.Y += 5;
        Lines(LineBreaker.Break(document.Headline, themes.Headline, flow.Width), part.Add("P"));
        flow.Y += 9;
        flow.Page.Artifact(page => page.Line(PageFlow.Left, flow.Y, flow.Right, 2, Rgb.Navy));
    }

    public void Sections(ImmutableArray<Block.Section> sections)
    {
        foreach (var section in sections) Section(section, flow.Document);
    }

    private void Section(Block.Section section, StructureElement parent)
    {
        flow.Skip(section.Level == 2 ? 26 : 12);
        flow.Ensure(section.Level == 2 ? 100 : Math.Min(70 + GridRows(section) * GridRowHeight, flow.FullRoom * 0.8));
        var element = parent.Add("Sect");
        flow.Anchors[section.Id] = (flow.Page, flow.Y);
        flow.Headings.Add((section.Level, section.Title.Value, flow.Page, flow.Y));
        Lines(LineBreaker.Break([section.Title], themes.Heading(section.Level), flow.Width), element.Add($"H{section.Level.ToString(CultureInfo.InvariantCulture)}"));
        flow.Y += section.Level == 2 ? 6 : 4;
        foreach (var block in section.Blocks) Block(block, element);
    }

    /// <summary>Rows of grids in a small part: it is kept on one page where one page can hold it.</summary>
    private static int GridRows(Block.Section section) => section.Blocks.OfType<Block.Grid>().Sum(grid => grid.Rows.Length);

    private void Block(Block block, StructureElement parent)
    {
        switch (block)
        {
            case Block.Section section: Section(section, parent); break;
            case Block.Paragraph paragraph: Paragraph(paragraph.Runs, parent); break;
            case Block.Bullets bullets: Bullets(bullets, parent); break;
            case Block.Grid grid: tables.Grid(grid, parent); break;
            case Block.Table table: tables.Table(table, parent); break;
            case Block.Callout callout: boxes.Callout(callout, parent); break;
            case Block.Commands commands: boxes.Commands(commands, parent); break;
            case Block.Banner banner: boxes.Banner(banner, parent); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "not a block of a report");
        }
    }

    private void Paragraph(ImmutableArray<Inline> runs, StructureElement parent)
    {
        Lines(LineBreaker.Break(runs, themes.Body, flow.Width), parent.Add("P"));
        flow.Y += 7;
    }

    private void Bullets(Block.Bullets bullets, StructureElement parent)
    {
        const double indent = 13;
        var list = parent.Add("L", "/O/List/ListNumbering/Disc");
        foreach (var item in bullets.Items)
        {
            var tagged = list.Add("LI");
            flow.Ensure(themes.Body.Leading);
            var mark = LineBreaker.Break(["•"], themes.Body, indent)[0];
            LinePainter.Draw(flow, tagged.Add("Lbl"), mark, PageFlow.Left + 3, flow.Y);
            Lines(LineBreaker.Break(item, themes.Body, flow.Width - indent), tagged.Add("LBody"), indent);
            flow.Y += 3;
        }

        flow.Y += 5;
    }

    private void Lines(List<TextLine> lines, StructureElement element, double indent = 0)
    {
        foreach (var line in lines)
        {
            flow.Ensure(line.Height);
            LinePainter.Draw(flow, element, line, PageFlow.Left + indent, flow.Y);
            flow.Y += line.Height;
        }

        flow.Page.Untag();
    }
}
