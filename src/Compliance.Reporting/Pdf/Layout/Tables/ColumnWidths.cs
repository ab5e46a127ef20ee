using System.Collections.Immutable;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Pdf.Layout;

/// <summary>Shares a table's width among its columns by weight, none narrower than its header's longest word or its widest badge.</summary>
internal static class ColumnWidths
{
    /// <summary>Space on each side of a cell's text.</summary>
    public const double Padding = 5;

    public static double[] Share(Block.Table table, TextTheme header, TextTheme cell, double width)
    {
        var least = table.Columns.Select((column, index) => Least(table, column, index, header, cell)).ToArray();
        var squeeze = Math.Min(1, width / Math.Max(1, least.Sum()));
        var widths = new double[least.Length];
        var fixedColumns = new bool[least.Length];
        while (true)
        {
            var free = width - widths.Where((_, index) => fixedColumns[index]).Sum();
            var weight = table.Columns.Where((_, index) => !fixedColumns[index]).Sum(column => column.Weight);
            var changed = false;
            for (var index = 0; index < widths.Length; index++)
            {
                if (fixedColumns[index]) continue;
                widths[index] = free * table.Columns[index].Weight / weight;
                if (widths[index] >= least[index] * squeeze) continue;
                widths[index] = least[index] * squeeze;
                fixedColumns[index] = changed = true;
                break;
            }

            if (!changed || fixedColumns.All(isFixed => isFixed)) return widths;
        }
    }

    private static double Least(Block.Table table, TableColumn column, int index, TextTheme header, TextTheme cell)
    {
        var least = column.Header.Split(' ').Max(header.Text.Measure);
        foreach (var row in table.Rows)
        {
            foreach (var badge in row.Cells[index].Paragraphs.SelectMany(paragraph => paragraph).OfType<Inline.Badge>())
                least = Math.Max(least, TextPieces.Of(ImmutableArray.Create<Inline>(badge), cell)[0].Width);
        }

        return least + 2 * Padding + 0.1;
    }
}
