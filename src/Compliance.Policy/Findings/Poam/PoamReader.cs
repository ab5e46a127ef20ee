using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;

namespace Compliance.Policy.Findings.Poam;

/// <summary>
/// Finds the items of a POA&amp;M in a spreadsheet: in every sheet the first row, among the first forty, that has the headers <c>POAM ID</c> or <c>CVE</c> and at
/// least five of the template. A sheet, or a CSV file, whose name says <c>closed</c> or <c>completed</c> has closed items.
/// </summary>
public static class PoamReader
{
    private const int HeaderWithin = 40;
    private const int LeastHeaders = 5;

    public static Reading<PoamBook> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var reading = WorkbookReaders.Read(bytes, document, limits);
        if (!reading.TryGet(out var workbook)) return Readings.Reject<PoamBook>(reading.Defects);
        var defects = new DefectCollector(limits);
        defects.AddRange(reading.Defects);
        var (book, found) = (PoamBook.Empty, false);
        foreach (var sheet in workbook.Sheets)
        {
            if (Header(sheet) is not { } header) continue;
            found = true;
            book = book.With(Items(sheet, header, document, defects));
        }

        if (!found) defects.Add(FindingCodes.RowIgnored, new Locator(document), "no sheet has the headers of a POA&M");
        return found ? Readings.Accept(book, defects.ToImmutable()) : Readings.Reject<PoamBook>(defects.ToImmutable());
    }

    /// <summary>The row of headers; null when the sheet has no items of a POA&amp;M.</summary>
    public static SheetRow? Header(Sheet sheet) => sheet.Rows.Take(HeaderWithin).FirstOrDefault(row =>
    {
        var names = row.Cells.Values.Select(cell => PoamColumns.Of(cell.Text)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return names.Count >= LeastHeaders && (names.Contains(PoamColumns.Id) || names.Contains(PoamColumns.Cve));
    });

    private static PoamBook Items(Sheet sheet, SheetRow header, string document, DefectCollector defects)
    {
        var (names, own) = (new Dictionary<int, string>(), new List<string>());
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, cell) in header.Cells)
        {
            var title = cell.Text.ReplaceLineEndings(" ").Trim();
            var name = PoamColumns.Of(title) ?? title;
            if (!taken.Add(name))
            {
                defects.Add(FindingCodes.RowIgnored, new Locator($"{document}!{sheet.Name}", Line: header.Number, Column: column + 1), $"the header '{title}' is there twice: only the first column is read");
                continue;
            }

            names[column] = name;
            if (PoamColumns.Of(title) is null) own.Add(name);
        }

        var rows = sheet.Rows.Where(row => row.Number > header.Number).Select(row => Row(row, names, sheet, document)).Where(row => row.Cells.Values.Any(text => text.Length > 0)).ToImmutableArray();
        ImmutableArray<ImmutableArray<string>> preamble = [.. sheet.Rows.Where(row => row.Number < header.Number).Select(row => row.Cells.Values.Select(cell => cell.Text).ToImmutableArray())];
        return IsClosed(sheet.Name) ? new PoamBook([], rows, [.. own], []) : new PoamBook(rows, [], [.. own], preamble);
    }

    private static PoamRow Row(SheetRow row, Dictionary<int, string> names, Sheet sheet, string document)
    {
        var cells = names.ToImmutableSortedDictionary(pair => pair.Value, pair => row.Text(pair.Key), StringComparer.Ordinal);
        return new PoamRow(cells, new Locator($"{document}!{sheet.Name}", Line: row.Number))
        {
            Dates = row.Cells.Where(pair => pair.Value.Serial is not null && names.TryGetValue(pair.Key, out var name) && PoamColumns.Dates.Contains(name))
                .ToImmutableDictionary(pair => names[pair.Key], pair => pair.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a sheet or file of this name has closed items.</summary>
    public static bool IsClosed(string name) => name.Contains("closed", StringComparison.OrdinalIgnoreCase) || name.Contains("completed", StringComparison.OrdinalIgnoreCase);
}
