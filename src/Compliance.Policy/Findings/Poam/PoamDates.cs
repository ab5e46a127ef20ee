using System.Globalization;

namespace Compliance.Policy.Findings.Poam;

/// <summary>Dates as people write them into a POA&amp;M: ISO 8601, or month first as in the United States.</summary>
public static class PoamDates
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy/MM/dd", "M/d/yyyy", "MM/dd/yyyy", "M/d/yy", "M-d-yyyy", "d MMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "d-MMM-yyyy", "d-MMM-yy", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Null for everything else, such as two dates in one cell: which one counts is not guessed.</summary>
    public static DateOnly? Parse(string text) =>
        DateTime.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time) && time.Year is >= 1990 and < 2200 ? DateOnly.FromDateTime(time) : null;

    public static string ToText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
