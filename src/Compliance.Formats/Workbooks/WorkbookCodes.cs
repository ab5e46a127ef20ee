using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>What can be wrong with a spreadsheet; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class WorkbookCodes
{
    public static readonly DiagnosticCode NotWorkbook = new("BOOK-0001");
    public static readonly DiagnosticCode TooLarge = new("BOOK-0002");
    public static readonly DiagnosticCode BadPart = new("BOOK-0003");
    public static readonly DiagnosticCode Formula = new("BOOK-0004");
    public static readonly DiagnosticCode BadCell = new("BOOK-0005");
    public static readonly DiagnosticCode Active = new("BOOK-0006");
    public static readonly DiagnosticCode BadCsv = new("BOOK-0007");
}
