using System.Collections.Immutable;
using System.Globalization;
using Compliance.Reporting.Inventories;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Compliance.Reporting.Workbooks;

/// <summary>
/// The three tables of FedRAMP SSP Appendix Q as sheets of one workbook, header in the first row: the cells of <see cref="AppendixQ"/>'s CSV files. The same uses are the same bytes.
/// </summary>
public static class AppendixQWorkbook
{
    public static byte[] Write(ImmutableArray<ModuleUse> uses)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook, autoSave: true))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rId1");
            var styleSheet = new Stylesheet();
            var styles = SheetStyles.AddTo(styleSheet);
            workbook.AddNewPart<WorkbookStylesPart>("rId9").Stylesheet = styleSheet;
            var sheets = new Sheets();
            foreach (var (index, (title, header, rows)) in AppendixQ.Tables(uses).Index())
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"rId{index + 1}");
                workbook.AddNewPart<WorksheetPart>(id).Worksheet = Table([.. header], rows, styles);
                sheets.Append(new Sheet { Name = title, SheetId = (uint)index + 1, Id = id });
            }

            workbook.Workbook = new Workbook(sheets);
        }

        return ReproducibleZip.Of(stream);
    }

    private static Worksheet Table(ImmutableArray<string> header, IEnumerable<IEnumerable<string>> rows, SheetStyles styles)
    {
        var data = new SheetData(SheetRows.Plain(1, header, styles.Header));
        var number = 1u;
        foreach (var row in rows) data.Append(SheetRows.Plain(++number, row, styles.Text));
        return new Worksheet(
            new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(new Column { Min = 1, Max = (uint)header.Length, Width = 24, CustomWidth = true }),
            data);
    }
}
