using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>Reads the cells of sheets.</summary>
internal sealed class CellReader(List<string> shared, List<bool> dateStyles, bool is1904, DefectCollector defects)
{
    public const int MaxCharacters = 32_767;
    private const int MaxRows = 1_048_576;
    private const int MaxColumns = 16_384;
    private const int MaxCells = 1_000_000;

    // From the calendar that begins in 1904 to the one of 1900.
    private const double Shift1904 = 1_462;

    private int cells;

    public ImmutableArray<SheetRow> ReadSheet(PartSource parts, string part)
    {
        var rows = new SortedDictionary<int, SortedDictionary<int, SheetCell>>();
        var (row, column) = (0, -1);
        parts.Walk(part, element =>
        {
            if (element.LocalName == "row")
            {
                row = int.TryParse(element.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : row + 1;
                column = -1;
                if (row is < 1 or > MaxRows) throw new FormatException($"row {row} is outside a sheet");
            }
            else if (element.LocalName == "c")
            {
                column = element.GetAttribute("r") is { } reference ? ColumnOf(reference) : column + 1;
                if (column is < 0 or >= MaxColumns) throw new FormatException($"a column of row {row} is outside a sheet");
                if (++cells > MaxCells) throw new InvalidDataException($"it has more than {MaxCells} cells");
                var cell = Cell(element, parts.Place(part), row, column);
                if (cell.Text.Length == 0) return;
                if (!rows.TryGetValue(row, out var line)) rows[row] = line = [];
                if (!line.TryAdd(column, cell)) throw new FormatException($"a cell of row {row} is there twice");
            }
        });
        return [.. rows.Select(pair => new SheetRow(pair.Key, pair.Value.ToImmutableSortedDictionary()))];
    }

    internal static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var character in reference)
        {
            if (!char.IsAsciiLetter(character)) break;
            column = (column * 26) + (char.ToUpperInvariant(character) - 'A') + 1;
            if (column > MaxColumns) return MaxColumns;
        }

        return column - 1;
    }

    private SheetCell Cell(XmlReader element, Locator part, int row, int column)
    {
        var (type, style) = (element.GetAttribute("t"), element.GetAttribute("s"));
        var (value, formula, inline) = Content(element);
        var place = part with { Line = row, Column = column + 1 };
        if (formula is not null)
        {
            defects.Add(WorkbookCodes.Formula, place, "a formula is kept as its text and not computed");
            return new SheetCell(Cut($"={formula}", place), null);
        }

        switch (type)
        {
            case "s":
                if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count) return new SheetCell(Cut(shared[index], place), null);
                defects.Add(WorkbookCodes.BadCell, place, "points to a text that is not there");
                return default(SheetCell) with { Text = "" };
            case "inlineStr": return new SheetCell(Cut(inline, place), null);
            case "b": return new SheetCell(value == "1" ? "TRUE" : value == "0" ? "FALSE" : value, null);
            case null or "n" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var format) && format < dateStyles.Count && dateStyles[format];
                var serial = number + (is1904 ? Shift1904 : 0);
                return new SheetCell(isDate ? SheetCell.DateText(serial) : value, serial);
            default: return new SheetCell(Cut(value, place), null);
        }
    }

    /// <summary>Reads to the end of the cell.</summary>
    private static (string Value, string? Formula, string Inline) Content(XmlReader element)
    {
        var (value, inline) = ("", "");
        string? formula = null;
        if (element.IsEmptyElement) return (value, formula, inline);
        var (depth, inside) = (element.Depth, "");
        while (element.Read() && element.Depth > depth)
        {
            if (element.NodeType == XmlNodeType.Element)
            {
                inside = element.IsEmptyElement ? "" : element.LocalName;
                if (element.LocalName == "f") formula ??= "";
                if (element.LocalName == "is") inline = SharedStrings.Text(element);
            }
            else if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (inside == "v" && value.Length <= MaxCharacters) value += element.Value;
                if (inside == "f" && formula!.Length <= MaxCharacters) formula += element.Value;
            }
        }

        return (value, formula, inline);
    }

    private string Cut(string text, Locator place)
    {
        var clean = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        if (clean.Length <= MaxCharacters) return clean;
        defects.Add(WorkbookCodes.BadCell, place, $"has {clean.Length} characters; a cell holds {MaxCharacters}, and the rest is cut off");
        return clean[..MaxCharacters];
    }
}
