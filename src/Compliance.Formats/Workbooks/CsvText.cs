using System.Text;

namespace Compliance.Formats.Workbooks;

/// <summary>Fields of comma-separated values that a spreadsheet shows and does not compute.</summary>
public static class CsvText
{
    /// <summary>
    /// Whether a spreadsheet that opens the text may take it for a formula: it begins with <c>= + - @</c>, their full-width forms, a tabulator or a line break.
    /// A plain number is none.
    /// </summary>
    public static bool IsActive(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'
        && !IsNumber(text);

    /// <summary>Puts an apostrophe in front of what could be computed, and of what begins with one before such text, so that it comes back as it was.</summary>
    public static string Guard(string text) => IsActive(text.TrimStart('\'')) ? $"'{text}" : text;

    /// <summary>Undoes <see cref="Guard"/>.</summary>
    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && IsActive(text.TrimStart('\'')) ? text[1..] : text;

    /// <summary>One line, fields guarded and quoted where needed, ending in CR LF as RFC 4180 has it.</summary>
    public static string Line(IEnumerable<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
        {
            if (line.Length > 0) line.Append(',');
            var text = Guard(Visible(field));
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>Control characters that no spreadsheet holds are left out.</summary>
    public static string Visible(string text) =>
        text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')) ? string.Concat(text.Where(character => !char.IsControl(character) || character is '\n' or '\t')) : text;

    private static bool IsNumber(string text) => text[0] is '-' or '+' && text.Length > 1 && text.AsSpan(1).IndexOfAnyExcept("0123456789.") < 0;
}
