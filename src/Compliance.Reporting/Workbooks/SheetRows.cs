using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings.Poam;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Compliance.Reporting.Workbooks;

/// <summary>Makes rows of text and dates. Nothing that is written can be computed: every text is a typed string.</summary>
internal static class SheetRows
{
    /// <summary>A cell holds no more (ECMA-376, part 1, 18.3.1.4, and Excel's limits).</summary>
    private const int MaxCharacters = 32_767;

    /// <param name="columns">Header by column from 0.</param>
    public static Row Of(uint number, IReadOnlyDictionary<int, string> columns, ImmutableSortedDictionary<string, string> cells, SheetStyles styles)
    {
        var row = new Row { RowIndex = number };
        foreach (var (column, header) in columns.OrderBy(pair => pair.Key))
        {
            var text = cells.GetValueOrDefault(header, "");
            if (text.Length > 0) row.Append(Cell(column, number, text, PoamColumns.Dates.Contains(header), styles));
        }

        return row;
    }

    public static Row Plain(uint number, IEnumerable<string> texts, uint style)
    {
        var row = new Row { RowIndex = number };
        var column = 0;
        foreach (var text in texts) row.Append(Text(Reference(column++, number), text, style));
        return row;
    }

    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }

    private static Cell Cell(int column, uint number, string text, bool isDate, SheetStyles styles)
    {
        var reference = Reference(column, number);
        if (isDate && PoamDates.Parse(text) is { } day && day.Year >= 1901)
            return new Cell { CellReference = reference, StyleIndex = styles.Date, CellValue = new CellValue((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture)) };
        return Text(reference, text, CsvText.IsActive(text) ? styles.Quoted : styles.Text);
    }

    private static Cell Text(string reference, string text, uint style)
    {
        // Half a pair becomes U+FFFD; the two that XML has no place for are left out.
        var visible = string.Concat(CsvText.Visible(text).EnumerateRunes().Where(rune => rune.Value is not (0xFFFE or 0xFFFF)));
        return new Cell
        {
            CellReference = reference,
            StyleIndex = style,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(visible.Length > MaxCharacters ? visible[..MaxCharacters] : visible) { Space = SpaceProcessingModeValues.Preserve }),
        };
    }

    private static string Reference(int column, uint row) => string.Create(CultureInfo.InvariantCulture, $"{ColumnName(column)}{row}");
}
