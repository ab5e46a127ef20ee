using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;

namespace Compliance.Policy.Findings.Poam;

/// <summary>One row of a POA&amp;M.</summary>
/// <param name="Cells">By header as <see cref="PoamColumns"/> names it, or as the file does for columns of its own; an empty one is a column that the file has.</param>
/// <param name="Place">Where it was read; null for one that was made.</param>
public sealed record PoamRow(ImmutableSortedDictionary<string, string> Cells, Locator? Place)
{
    /// <summary>Cells of dates as numbers, where the file has numbers.</summary>
    internal ImmutableDictionary<string, SheetCell> Dates { get; init; } = ImmutableDictionary<string, SheetCell>.Empty;

    public string this[string header] => Cells.GetValueOrDefault(header, "");

    public string Id => this[PoamColumns.Id];

    /// <summary>The day in a column of dates; null when it is empty or no date.</summary>
    public DateOnly? Day(string header) => Dates.TryGetValue(header, out var cell) && SheetCell.DateOf(cell.Serial) is { } serial ? serial : PoamDates.Parse(this[header]);
}
