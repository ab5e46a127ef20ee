using System.CommandLine.Parsing;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Service.CommandLine;

/// <summary>A point in time as typed: RFC 3339 with an offset, or a date, which is a day of US Eastern time, as every date of the rules is, from its start.</summary>
internal static class TimeArgument
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return UsDate.StartOf(day);
        var isZoned = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        if (isZoned && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        result.AddError($"'{text}' is not a time: write 2026-11-23 or 2026-11-23T10:00:00Z");
        return null;
    }
}
