using System.Globalization;

namespace Compliance.Policy.Evaluating;

/// <summary>Calendar days, ISO 8601, UTC: they compare ordinally.</summary>
internal static class Days
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool IsBefore(string day, string other) => string.CompareOrdinal(day, other) < 0;
}
