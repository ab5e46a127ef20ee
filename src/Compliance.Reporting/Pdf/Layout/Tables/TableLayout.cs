using System.Collections.Immutable;
using Compliance.Reporting.Model;
using Compliance.Reporting.Pdf.Tagging;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Tables with their header repeated on every page, and grids of terms with values.</summary>
internal sealed class TableLayout(PageFlow flow, LayoutThemes themes)
{
    private const double TermWidth = 118;
    private const double ParagraphGap = 1.5;

    public void Table(Block.Table table, StructureElement parent)
    {
        var element = parent.Add("Table");
        var widths = ColumnWidths.Share(table, themes.Header, themes.Cell, flow.Width);
        Caption(table, element);
        Header(table, widths, element.Add("TR"));
        for (var index = 0; index < table.Rows.Length; index++) Row(table, widths, table.Rows[index], element.Add("TR"), index % 2 == 1);
        flow.Y += 14;
    }

    public void Grid(Block.Grid grid, StructureElement parent)
    {
        var list = parent.Add("L", "/O/List/ListNumbering/None");
        flow.Page.Artifact(page => page.Line(PageFlow.Left, flow.Y, flow.Right, 0.5, Rgb.Line));
        foreach (var row in grid.Rows)
        {
            var item = list.Add("LI").Add("LBody");
            RowPainter.Draw(
                flow,
                [
                    new RowCell(PageFlow.Left, TermWidth - 10, LineBreaker.Break([row.Term], themes.Term, TermWidth - 10), item.Add("P")),
                    new RowCell(PageFlow.Left + TermWidth, flow.Width - TermWidth, LineBreaker.Break(row.Value, themes.Body, flow.Width - TermWidth), item.Add("P")),
                ],
                fill: null, Rgb.Line, continued: () => { });
        }

        flow.Y += 12;
    }

    private void Caption(Block.Table table, StructureElement element)
    {
        var caption = LineBreaker.Break([table.Caption], themes.Caption, flow.Width);
        flow.Ensure(caption.Sum(line => line.Height) + 70);
        var tagged = element.Add("Caption");
        foreach (var line in caption)
        {
            LinePainter.Draw(flow, tagged, line, PageFlow.Left, flow.Y);
            flow.Y += line.Height;
        }

        flow.Page.Untag();
        flow.Y += 3;
    }

    /// <param name="row">Null on later pages, where the header is an artifact of pagination.</param>
    private void Header(Block.Table table, double[] widths, StructureElement? row)
    {
        var lines = table.Columns.Select((column, index) => LineBreaker.Break([column.Header], themes.Header, widths[index] - 2 * ColumnWidths.Padding)).ToList();
        var height = lines.Max(cell => cell.Sum(line => line.Height)) + 9;
        flow.Page.Artifact(page =>
        {
            page.Fill(PageFlow.Left, flow.Y, flow.Width, height, Rgb.HeaderFill);
            page.Line(PageFlow.Left, flow.Y + height, flow.Right, 1, Rgb.HeaderLine);
        });
        if (row is null) flow.Page.Artifact(_ => HeaderCells(table, widths, lines, height, null), "/Type/Pagination");
        else HeaderCells(table, widths, lines, height, row);
        flow.Page.Untag();
        flow.Y += height;
    }

    private void HeaderCells(Block.Table table, double[] widths, List<List<TextLine>> lines, double height, StructureElement? row)
    {
        var x = PageFlow.Left;
        for (var index = 0; index < lines.Count; index++)
        {
            var cell = row?.Add("TH", "/O/Table/Scope/Column");
            var y = flow.Y + height - 4.5 - lines[index].Sum(line => line.Height);
            foreach (var line in lines[index])
            {
                var at = table.Columns[index].IsFigure ? x + widths[index] - ColumnWidths.Padding - line.Width : x + ColumnWidths.Padding;
                if (cell is not null) LinePainter.Draw(flow, cell, line, at, y);
                else flow.Page.Text(at, y + line.Baseline, themes.Header.Text, string.Join(' ', line.Pieces.Select(placed => placed.Piece.Text)));
                y += line.Height;
            }

            x += widths[index];
        }
    }

    private void Row(Block.Table table, double[] widths, TableRow row, StructureElement element, bool isEven)
    {
        var cells = new List<RowCell>(row.Cells.Length);
        var x = PageFlow.Left;
        for (var index = 0; index < row.Cells.Length; index++)
        {
            var inner = widths[index] - 2 * ColumnWidths.Padding;
            var lines = Lines(row.Cells[index].Paragraphs, inner);
            var tagged = index == 0 ? element.Add("TH", "/O/Table/Scope/Row") : element.Add("TD");
            cells.Add(new RowCell(x + ColumnWidths.Padding, inner, lines, tagged, table.Columns[index].IsFigure));
            x += widths[index];
        }

        RowPainter.Draw(flow, cells, isEven ? Rgb.Tint : null, Rgb.Line, () => Header(table, widths, null));
    }

    private List<TextLine> Lines(ImmutableArray<ImmutableArray<Inline>> paragraphs, double width) =>
        [.. paragraphs.SelectMany(paragraph => Spaced(LineBreaker.Break(paragraph, themes.Cell, width)))];

    private static List<TextLine> Spaced(List<TextLine> lines)
    {
        if (lines.Count > 0) lines[^1] = lines[^1] with { Height = lines[^1].Height + ParagraphGap };
        return lines;
    }
}
