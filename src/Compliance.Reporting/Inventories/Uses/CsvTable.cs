using System.Text;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// RFC 4180 in UTF-8, CRLF. A cell that a spreadsheet would take for a formula begins with an apostrophe: names come from images, which are strangers'. Control characters are left out.
/// </summary>
internal static class CsvTable
{
    public static byte[] Write(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        Line(text, header);
        foreach (var row in rows) Line(text, row);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var plain = string.Concat(value.Where(character => !char.IsControl(character)));
        if (plain.Length > 0 && plain[0] is '=' or '+' or '-' or '@') plain = $"'{plain}";
        return plain.AsSpan().ContainsAny(',', '"') || plain != plain.Trim() ? $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : plain;
    }
}
