using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Workbooks;

/// <summary>
/// Reads comma-separated values (RFC 4180): UTF-8 with or without a byte order mark, quoted fields with line breaks. One apostrophe in front of what a
/// spreadsheet would compute is taken off again, as <see cref="CsvText.Guard"/> puts it there.
/// </summary>
public static class CsvReader
{
    private const int MaxRows = 200_000;
    private const int MaxColumns = 1_000;
    private const int MaxCells = 1_000_000;

    public static Reading<Workbook> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        if (bytes.Length > XlsxReader.MaxBytes) return Readings.Reject<Workbook>(WorkbookCodes.TooLarge, new Locator(document), $"{bytes.Length} bytes; {XlsxReader.MaxBytes} are read");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return Readings.Reject<Workbook>(WorkbookCodes.BadCsv, new Locator(document), "it is not in UTF-8");
        }

        if (text.Contains('\0', StringComparison.Ordinal)) return Readings.Reject<Workbook>(WorkbookCodes.BadCsv, new Locator(document), "it has bytes that no text has");
        return new Fields(text.TrimStart('\uFEFF'), document, limits).Read();
    }

    private sealed class Fields(string text, string document, Limits limits)
    {
        private readonly ImmutableArray<SheetRow>.Builder rows = ImmutableArray.CreateBuilder<SheetRow>();
        private readonly DefectCollector defects = new(limits);
        private int at;
        private int cells;

        public Reading<Workbook> Read()
        {
            for (var number = 1; at < text.Length; number++)
            {
                if (number > MaxRows) return Reject(WorkbookCodes.TooLarge, number, $"more than {MaxRows} rows");
                var row = ImmutableSortedDictionary.CreateBuilder<int, SheetCell>();
                for (var column = 0; ; column++)
                {
                    if (column >= MaxColumns || ++cells > MaxCells) return Reject(WorkbookCodes.TooLarge, number, $"more than {MaxColumns} columns or {MaxCells} cells");
                    if (Field() is not { } field) return Reject(WorkbookCodes.BadCsv, number, "a quoted field is not closed, or text follows its closing quote");
                    if (field.Length > CellReader.MaxCharacters)
                    {
                        defects.Add(WorkbookCodes.BadCell, new Locator(document, Line: number, Column: column + 1), $"has {field.Length} characters; the rest behind {CellReader.MaxCharacters} is cut off");
                        field = field[..CellReader.MaxCharacters];
                    }

                    if (field.Length > 0) row[column] = new SheetCell(field, null);
                    if (!Comma()) break;
                }

                if (row.Count > 0) rows.Add(new SheetRow(number, row.ToImmutable()));
            }

            return Readings.Accept(new Workbook([new Sheet(document, rows.ToImmutable())]), defects.ToImmutable());
        }

        private bool Comma()
        {
            if (at < text.Length && text[at] == ',')
            {
                at++;
                return true;
            }

            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            return false;
        }

        private string? Field()
        {
            if (at >= text.Length) return "";
            if (text[at] != '"')
            {
                var end = text.AsSpan(at).IndexOfAny(',', '\r', '\n');
                var plain = end < 0 ? text[at..] : text.Substring(at, end);
                at += plain.Length;
                return CsvText.Unguard(plain.Trim());
            }

            var value = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"') value.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '"') value.Append(text[++at]);
                else
                {
                    at++;
                    if (at < text.Length && text[at] is not (',' or '\r' or '\n')) return null;
                    return CsvText.Unguard(value.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim());
                }
            }

            return null;
        }

        private Reading<Workbook> Reject(DiagnosticCode code, int row, string message) => Readings.Reject<Workbook>(code, new Locator(document, Line: row), message);
    }
}
