using System.Globalization;

namespace Compliance.Formats.Sbom;

/// <summary>Times as SBOM formats write them: RFC 3339, with what RFC 9557 may add in brackets.</summary>
internal static class SbomTimes
{
    private const int Seconds = 19;

    /// <summary>Whether a text is a date and a time with its offset from UTC; a date alone, or a blank instead of the <c>T</c>, is not.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('[');
        if (end >= 0 && !text.EndsWith("]")) return false;
        if (end >= 0) text = text[..end];
        if (text.Length <= Seconds || text[10] is not ('T' or 't')) return false;
        if (!DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        if (!TimeOnly.TryParseExact(text[11..Seconds], "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return false;
        var rest = text[Seconds..];
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0) return false;
            rest = rest[(1 + digits)..];
        }

        return rest is "Z" or "z" || (rest is ['+' or '-', _, _, ':', _, _] && TimeOnly.TryParseExact(rest[1..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }
}
