using System.Collections.Immutable;

namespace Compliance.Formats.Workbooks;

/// <summary>One row.</summary>
/// <param name="Number">From 1, as spreadsheets count.</param>
/// <param name="Cells">By column from 0; cells without text are left out.</param>
public sealed record SheetRow(int Number, ImmutableSortedDictionary<int, SheetCell> Cells)
{
    public string Text(int column) => Cells.TryGetValue(column, out var cell) ? cell.Text : "";
}
