using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Workbooks;
using Compliance.Policy.Findings.Poam;

namespace Compliance.Reporting.Workbooks;

/// <summary>Items of a POA&amp;M as comma-separated values (RFC 4180, UTF-8): every field quoted, what a spreadsheet would compute guarded.</summary>
public static class PoamCsv
{
    public static byte[] Write(ImmutableArray<PoamRow> rows, ImmutableArray<string> columns)
    {
        var text = new StringBuilder(CsvText.Line(columns));
        foreach (var row in rows) text.Append(CsvText.Line(columns.Select(column => row[column])));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
