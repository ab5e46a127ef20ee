using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>Spreadsheets by what their bytes are, whatever the file is called.</summary>
public static class WorkbookReaders
{
    public static Reading<Workbook> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits) => XlsxReader.Looks(bytes.Span)
        ? XlsxReader.Read(bytes, document, limits)
        : CsvReader.Read(bytes, document, limits);
}
