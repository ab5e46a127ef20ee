using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Compliance.Reporting.Workbooks;

/// <summary>Cell formats, by their index in the style sheet.</summary>
/// <param name="Text">Wrapped text.</param>
/// <param name="Quoted">Text that a spreadsheet must never take for a formula, also after it is edited.</param>
/// <param name="Date">A day.</param>
/// <param name="Header">Bold.</param>
internal sealed record SheetStyles(uint Text, uint Quoted, uint Date, uint Header)
{
    /// <summary>ECMA-376, part 1, 18.8.30: the short date of the reader's locale.</summary>
    private const uint ShortDate = 14;

    /// <summary>Adds the formats to a style sheet, which keeps its own.</summary>
    public static SheetStyles AddTo(Stylesheet sheet)
    {
        sheet.Fonts ??= new Fonts(new Font());
        sheet.Fills ??= new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        sheet.Borders ??= new Borders(new Border());
        sheet.CellStyleFormats ??= new CellStyleFormats(new CellFormat());
        sheet.CellFormats ??= new CellFormats(new CellFormat());
        sheet.Fonts.Append(new Font(new Bold()));
        var bold = (uint)sheet.Fonts.ChildElements.Count - 1;
        var first = (uint)sheet.CellFormats.ChildElements.Count;
        sheet.CellFormats.Append(
            new CellFormat { NumberFormatId = 0, ApplyAlignment = true, Alignment = Wrapped() },
            new CellFormat { NumberFormatId = 0, QuotePrefix = true, ApplyAlignment = true, Alignment = Wrapped() },
            new CellFormat { NumberFormatId = ShortDate, ApplyNumberFormat = true, ApplyAlignment = true, Alignment = Wrapped() },
            new CellFormat { NumberFormatId = 0, FontId = bold, ApplyFont = true, ApplyAlignment = true, Alignment = Wrapped() });
        Count(sheet);
        return new SheetStyles(first, first + 1, first + 2, first + 3);
    }

    private static Alignment Wrapped() => new() { Vertical = VerticalAlignmentValues.Top, WrapText = true };

    private static void Count(Stylesheet sheet)
    {
        sheet.Fonts!.Count = new UInt32Value((uint)sheet.Fonts.ChildElements.Count);
        sheet.CellFormats!.Count = new UInt32Value((uint)sheet.CellFormats.ChildElements.Count);
    }
}
