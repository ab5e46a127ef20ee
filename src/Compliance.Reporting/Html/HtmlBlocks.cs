using System.Collections.Immutable;
using System.Globalization;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Html;

/// <summary>The parts of a document as HTML. One instance writes one document: it numbers the tables.</summary>
internal sealed class HtmlBlocks(HtmlWriter html)
{
    private int tables;

    public void Write(ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks) Write(block);
    }

    public void Write(Block block)
    {
        switch (block)
        {
            case Block.Section section: Section(section); break;
            case Block.Paragraph paragraph: Paragraph(paragraph.Runs); break;
            case Block.Bullets bullets: Bullets(bullets); break;
            case Block.Grid grid: Grid(grid); break;
            case Block.Table table: Table(table); break;
            case Block.Callout callout: Callout(callout); break;
            case Block.Commands commands: Commands(commands); break;
            case Block.Banner banner: Banner(banner); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "not a block of a report");
        }
    }

    private void Section(Block.Section section)
    {
        var title = $"{section.Id}-title";
        html.Open("section", "id", section.Id, "aria-labelledby", title);
        html.Leaf($"h{section.Level.ToString(CultureInfo.InvariantCulture)}", section.Title.Value, "id", title).Text("\n");
        Write(section.Blocks);
        html.CloseLine();
    }

    private void Paragraph(ImmutableArray<Inline> runs)
    {
        html.Open("p");
        HtmlInlines.Write(html, runs).CloseLine();
    }

    private void Bullets(Block.Bullets bullets)
    {
        html.Open("ul");
        foreach (var item in bullets.Items)
        {
            html.Open("li");
            HtmlInlines.Write(html, item).CloseLine();
        }

        html.CloseLine();
    }

    private void Grid(Block.Grid grid)
    {
        html.Open("dl");
        foreach (var row in grid.Rows)
        {
            html.Open("div").Leaf("dt", row.Term).Open("dd");
            HtmlInlines.Write(html, row.Value).Close().CloseLine();
        }

        html.CloseLine();
    }

    private void Table(Block.Table table)
    {
        var caption = $"table-{(++tables).ToString(CultureInfo.InvariantCulture)}";
        html.Open("div", "class", "scroll", "role", "region", "aria-labelledby", caption, "tabindex", "0").Open("table");
        html.Leaf("caption", table.Caption.Value, "id", caption).Open("thead").Open("tr");
        foreach (var column in table.Columns) html.Leaf("th", column.Header, "scope", "col", "class", column.IsFigure ? "figure" : null);
        html.Close().Close().Open("tbody").Text("\n");
        foreach (var row in table.Rows) Row(table.Columns, row);
        html.Close().Close().CloseLine();
    }

    private void Row(ImmutableArray<TableColumn> columns, TableRow row)
    {
        html.Open("tr");
        for (var index = 0; index < row.Cells.Length; index++)
        {
            var style = columns[index].IsFigure ? "figure" : null;
            if (index == 0) html.Open("th", "scope", "row", "class", style);
            else html.Open("td", "class", style);
            Cell(row.Cells[index].Paragraphs);
            html.Close();
        }

        html.CloseLine();
    }

    private void Cell(ImmutableArray<ImmutableArray<Inline>> paragraphs)
    {
        if (paragraphs.Length == 1)
        {
            HtmlInlines.Write(html, paragraphs[0]);
            return;
        }

        foreach (var paragraph in paragraphs)
        {
            html.Open("div");
            HtmlInlines.Write(html, paragraph).Close();
        }
    }

    private void Callout(Block.Callout callout)
    {
        html.Open("div", "class", $"callout {HtmlInlines.ClassOf(callout.Tone)}", "role", "note");
        html.Open("p", "class", "callout-title");
        if (callout.Tone != Tone.Neutral) html.Leaf("span", InlineFlow.Shape(callout.Tone), "aria-hidden", "true").Text(" ");
        html.Text(callout.Title.Value).CloseLine();
        foreach (var paragraph in callout.Paragraphs) Paragraph(paragraph);
        html.CloseLine();
    }

    private void Commands(Block.Commands commands)
    {
        html.Open("ol", "class", "commands");
        foreach (var line in commands.Lines) html.Open("li").Leaf("code", line.Value).CloseLine();
        html.CloseLine();
    }

    private void Banner(Block.Banner banner)
    {
        html.Open("p", "class", $"banner {HtmlInlines.ClassOf(banner.Tone)}").Open("strong");
        html.Leaf("span", InlineFlow.Shape(banner.Tone), "aria-hidden", "true").Text(" ").Text(banner.Word.Value).Close().Text(" ").Open("span");
        HtmlInlines.Write(html, banner.Figures).Close().CloseLine();
    }
}
