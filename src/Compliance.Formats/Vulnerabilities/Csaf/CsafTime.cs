using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Formats.Vulnerabilities.Csaf;

/// <summary>Times as CSAF writes them: RFC 3339 with a <c>T</c> and a <c>Z</c> or an offset, no leap second (CSAF 2.1, section 2.2).</summary>
internal static partial class CsafTime
{
    public static bool IsValid(string text) => Parts().IsMatch(text) && Parse(text) is not null;

    /// <summary>The instant; null for a text that is none. Offsets up to 23:59 as RFC 3339 allows.</summary>
    public static DateTime? Parse(string? text)
    {
        if (text is null || Loose().Match(text) is not { Success: true } match) return null;
        if (!DateTime.TryParseExact(match.Groups["at"].Value.ToUpperInvariant(), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var fraction = match.Groups["fraction"].Value;
        var ticks = fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        var offset = TimeSpan.Zero;
        if (match.Groups["hours"].Success)
        {
            var (hours, minutes) = (int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture));
            if (hours > 23 || minutes > 59) return null;
            offset = new TimeSpan(hours, minutes, 0) * (match.Groups["sign"].Value == "-" ? -1 : 1);
        }

        return local.Year is < 2 or > 9998 ? null : local.AddTicks(ticks) - offset;
    }

    [GeneratedRegex(@"^(?<at>[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,18}))?([Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loose();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]{1,18})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
