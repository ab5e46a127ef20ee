using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Poam;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Compliance.Reporting.Workbooks;

/// <summary>
/// Fills a workbook of the caller's own, such as FedRAMP's template: the rows below the headers of the open and closed items are replaced, everything else stays as it is.
/// Headers decide where a column goes. A template with macros, links or embedded objects is refused.
/// </summary>
public static class PoamTemplate
{
    /// <summary>Columns that the template does not have are named in defects: their cells are in CSV and JSON only.</summary>
    public static Reading<byte[]> Fill(ReadOnlyMemory<byte> template, string document, PoamBook book, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(book);
        var reading = XlsxReader.Read(template, document, limits);
        if (!reading.TryGet(out var workbook)) return Readings.Reject<byte[]>(reading.Defects);
        if (reading.Defects.FirstOrDefault(defect => defect.Code == WorkbookCodes.Active) is { } active) return Readings.Reject<byte[]>(active);
        var targets = workbook.Sheets.Select(sheet => (sheet.Name, Header: PoamReader.Header(sheet))).Where(pair => pair.Header is not null).ToList();
        if (targets.Count == 0) return Readings.Reject<byte[]>(FindingCodes.RowIgnored, new Locator(document), "no sheet has the headers of a POA&M");
        var defects = new DefectCollector(limits);
        using var stream = new MemoryStream();
        stream.Write(template.Span);
        using (var file = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var part = file.WorkbookPart!;
            var styles = Styles(part);
            if (part.CalculationChainPart is { } chain) part.DeletePart(chain);
            foreach (var (name, header) in targets)
            {
                if (SheetOf(part, name) is not { } sheet) continue;
                var columns = header!.Cells.Select(pair => (pair.Key, Name: PoamColumns.Of(pair.Value.Text) ?? pair.Value.Text.ReplaceLineEndings(" ").Trim())).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Key, pair => pair.Name);
                var rows = PoamReader.IsClosed(name) ? book.Closed : book.Open;
                Replace(sheet, (uint)header.Number, columns, rows, styles);
                foreach (var missing in rows.SelectMany(row => row.Cells.Where(cell => cell.Value.Length > 0).Select(cell => cell.Key)).Distinct(StringComparer.Ordinal).Except(columns.Values, StringComparer.Ordinal).Order(StringComparer.Ordinal))
                    defects.Add(FindingCodes.RowIgnored, new Locator($"{document}!{name}"), $"the template has no column '{missing}'");
            }
        }

        return Readings.Accept(ReproducibleZip.Of(stream), defects.ToImmutable());
    }

    private static SheetStyles Styles(WorkbookPart part)
    {
        var styles = part.WorkbookStylesPart ?? part.AddNewPart<WorkbookStylesPart>("rIdStyles");
        styles.Stylesheet ??= new Stylesheet();
        return SheetStyles.AddTo(styles.Stylesheet);
    }

    private static SheetData? SheetOf(WorkbookPart part, string name)
    {
        var sheet = part.Workbook?.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault(one => one.Name?.Value == name);
        return sheet?.Id?.Value is { } id && part.GetPartById(id) is WorksheetPart worksheet ? worksheet.Worksheet?.GetFirstChild<SheetData>() : null;
    }

    private static void Replace(SheetData data, uint header, Dictionary<int, string> columns, ImmutableArray<PoamRow> rows, SheetStyles styles)
    {
        foreach (var old in data.Elements<Row>().Where(row => row.RowIndex?.Value > header).ToList()) old.Remove();
        foreach (var row in rows) data.Append(SheetRows.Of(++header, columns, row.Cells, styles));
    }
}
