using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Cmvp.Lists;

/// <summary>
/// Rows of a CSV dump (RFC 4180): a line of column names, quoted fields with doubled quotes and line breaks in them, CRLF or LF. A row with other than the header's number of
/// fields is a defect.
/// </summary>
internal static class CmvpCsvDump
{
    private const int MaxColumns = 200;

    public static CmvpDumpRows Read(ReadOnlyMemory<byte> bytes, string document, Limits limits, DefectCollector defects)
    {
        if (Decode(bytes.Span) is not { } text)
        {
            defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document), "neither JSON nor CSV in UTF-8");
            return CmvpDumpRows.None;
        }

        ImmutableArray<string>? header = null;
        var rows = ImmutableArray.CreateBuilder<CmvpDumpRow>();
        foreach (var (line, fields) in Records(text, document, defects))
        {
            if (fields is [var only] && only.Trim().Length == 0) continue;
            if (header is not { } columns)
            {
                header = Header(fields, document, defects);
                if (header is null) break;
                continue;
            }

            var place = new Locator(document, null, line, null, null);
            if (fields.Length != columns.Length) defects.Add(CryptoModuleDiagnostics.CmvpDump, place, $"{Count(fields.Length)} fields under {Count(columns.Length)} columns");
            else if (rows.Count >= limits.MaxItems) defects.Add(CryptoModuleDiagnostics.CmvpDump, place, "too many rows");
            else rows.Add(new CmvpDumpRow(place, columns.Zip(fields).GroupBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(group => group.Key, group => ImmutableArray.Create(group.First().Second), StringComparer.Ordinal)));
            if (!defects.Keeps) break;
        }

        if (header is null && defects.Count == 0) defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document), "the file is empty");
        return new CmvpDumpRows(null, null, rows.ToImmutable(), [], []);
    }

    private static ImmutableArray<string>? Header(ImmutableArray<string> fields, string document, DefectCollector defects)
    {
        ImmutableArray<string> columns = [.. fields.Select(CmvpDumpRow.ColumnOf)];
        string? problem = columns.Length > MaxColumns ? "too many columns"
            : !columns.Any(column => column is "certificatenumber" or "certnumber" or "certificate" or "cert" or "certificateno" or "cmvp" or "number") ? "the first line names no column for certificate numbers (Certificate Number, cert ...)"
            : !columns.Any(column => column is "status" or "certificatestatus" or "modulestatus") ? "the first line names no column for the status: NIST's page exports one status at a time, so add the column"
            : !columns.Any(column => column is "standard" or "fipsstandard") ? "the first line names no column for the standard"
            : null;
        if (problem is null) return columns;
        defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document, null, 1, null, null), problem);
        return null;
    }

    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text.TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<(int Line, ImmutableArray<string> Fields)> Records(string text, string document, DefectCollector defects)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var start = line;
            var fields = ImmutableArray.CreateBuilder<string>();
            bool more;
            do
            {
                if (Field(text, ref at, ref line) is not { } field)
                {
                    defects.Add(CryptoModuleDiagnostics.CmvpDump, new Locator(document, null, start, null, null), "a quoted field does not end, or text follows its end");
                    yield break;
                }

                fields.Add(field);
                more = at < text.Length && text[at] == ',';
                if (more) at++;
            }
            while (more);
            if (at < text.Length && text[at] == '\r') at++;
            if (at < text.Length && text[at] == '\n') at++;
            line++;
            yield return (start, fields.ToImmutable());
        }
    }

    /// <summary>One field; <paramref name="at"/> then stands at what ends it. Null when a quote is out of place.</summary>
    private static string? Field(string text, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(',', '\r', '\n');
            var plain = end < 0 ? text[at..] : text.Substring(at, end);
            at += plain.Length;
            return plain;
        }

        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"') field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[at++]);
            else
            {
                at++;
                return at >= text.Length || text[at] is ',' or '\r' or '\n' ? field.ToString() : null;
            }
        }

        return null;
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
