using System.CommandLine.Parsing;
using System.Globalization;

namespace Compliance.Service.CommandLine;

/// <summary>A point in time as typed: RFC 3339 with an offset, or a date that means its midnight UTC.</summary>
internal static class TimeArgument
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var isZoned = text.Length == 10 || text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        if (isZoned && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        result.AddError($"'{text}' is not a time: write 2026-11-23 or 2026-11-23T10:00:00Z");
        return null;
    }
}
