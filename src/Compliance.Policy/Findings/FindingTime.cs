using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Policy.Findings;

/// <summary>Times of the record: UTC with whole seconds. Fractions are cut, which never makes a detection later.</summary>
public static class FindingTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Only the form that <see cref="ToText"/> writes; null for everything else.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>The first instant of a day that is stated without a time: the earliest that it can mean, so that no clock starts late.</summary>
    public static DateTimeOffset OfDay(DateOnly day) => UsDate.StartOf(day);

    /// <summary>The day in US Eastern time, where FedRAMP's dates hold.</summary>
    public static string Day(DateTimeOffset time) => UsDate.Of(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
