using System.Collections.Immutable;
using System.Globalization;
using Compliance.Policy.Findings.Poam;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Compliance.Reporting.Workbooks;

/// <summary>
/// A POA&amp;M as a workbook: open items, closed items, and how their counts follow from last month's. Header in row 5 as in FedRAMP's template. The same POA&amp;M is the
/// same bytes. A presentation: JSON and CSV say the same.
/// </summary>
public static class PoamWorkbook
{
    public const string OpenSheet = "Open POA&M Items";
    public const string ClosedSheet = "Closed POA&M Items";
    private const uint HeaderRow = 5;

    public static byte[] Write(PoamBook book, PoamTotals totals, string title, string asOf)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(totals);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook, autoSave: true))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            var styleSheet = new Stylesheet();
            var styles = SheetStyles.AddTo(styleSheet);
            workbook.AddNewPart<WorkbookStylesPart>("rId9").Stylesheet = styleSheet;
            var preamble = book.Preamble.IsEmpty ? [[title], [$"As of {asOf}"]] : book.Preamble;
            Add(workbook, "rId1", Items(book.Open, book.Columns, preamble, styles));
            Add(workbook, "rId2", Items(book.Closed, book.Columns, preamble, styles));
            Add(workbook, "rId3", Reconciliation(totals, asOf, styles));
            workbook.Workbook = new Workbook(new Sheets(Named(OpenSheet, 1), Named(ClosedSheet, 2), Named("Reconciliation", 3)));
        }

        return ReproducibleZip.Of(stream);
    }

    private static void Add(WorkbookPart workbook, string id, Worksheet sheet) => workbook.AddNewPart<WorksheetPart>(id).Worksheet = sheet;

    private static DocumentFormat.OpenXml.Spreadsheet.Sheet Named(string name, uint number) =>
        new() { Name = name, SheetId = number, Id = string.Create(CultureInfo.InvariantCulture, $"rId{number}") };

    private static Worksheet Items(ImmutableArray<PoamRow> items, ImmutableArray<string> headers, ImmutableArray<ImmutableArray<string>> preamble, SheetStyles styles)
    {
        var columns = headers.Select((name, index) => (name, index)).ToDictionary(pair => pair.index, pair => pair.name);
        var data = new SheetData();
        var number = 0u;
        foreach (var line in preamble.Take((int)HeaderRow - 1)) data.Append(SheetRows.Plain(++number, line.Take(headers.Length), styles.Text));
        data.Append(SheetRows.Plain(HeaderRow, headers, styles.Header));
        number = HeaderRow;
        foreach (var item in items) data.Append(SheetRows.Of(++number, columns, item.Cells, styles));
        var last = SheetRows.ColumnName(headers.Length - 1);
        return new Worksheet(
            new SheetViews(new SheetView(new Pane { VerticalSplit = HeaderRow, TopLeftCell = "A6", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(new Column { Min = 1, Max = (uint)headers.Length, Width = 24, CustomWidth = true }),
            data,
            new AutoFilter { Reference = string.Create(CultureInfo.InvariantCulture, $"A{HeaderRow}:{last}{Math.Max(number, HeaderRow)}") });
    }

    private static Worksheet Reconciliation(PoamTotals totals, string asOf, SheetStyles styles)
    {
        (string Name, int Count)[] lines =
        [
            ("open in last month's file", totals.OpenBefore), ("opened", totals.Opened), ("reopened", totals.Reopened), ("put back", totals.PutBack), ("closed", totals.Closed),
            ("open now", totals.OpenNow), ("carried", totals.Carried), ("of these re-rated", totals.ReRated), ("opened and closed in between", totals.Passing),
        ];
        var data = new SheetData(SheetRows.Plain(1, ["Unique findings", $"as of {asOf}"], styles.Header));
        var number = 1u;
        foreach (var (name, count) in lines) data.Append(SheetRows.Plain(++number, [name, count.ToString(CultureInfo.InvariantCulture)], styles.Text));
        data.Append(SheetRows.Plain(++number, [totals.Reconciles ? "open before + opened + reopened + put back - closed = open now" : "the counts do not reconcile"], styles.Header));
        return new Worksheet(new Columns(new Column { Min = 1, Max = 2, Width = 40, CustomWidth = true }), data);
    }
}
