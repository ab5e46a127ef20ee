namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>
/// The calendar day in US Eastern time, where NIST works and FedRAMP's dates hold: at 2026-09-22T03:59Z it is still 2026-09-21. The rule is built in (Energy
/// Policy Act of 2005, in force since 2007: daylight time from 2:00 on the second Sunday of March to 2:00 on the first Sunday of November), because a
/// container may have no time zone data and a verdict must not depend on the machine.
/// </summary>
public static class UsDate
{
    /// <param name="instant">From 2007 on; before, the days in which the rules differed are off by at most one hour.</param>
    public static DateOnly Of(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        // 2:00 standard time (UTC-5) in spring is 7:00 UTC; 2:00 daylight time (UTC-4) in autumn is 6:00 UTC.
        var begins = Sunday(utc.Year, 3, 2).AddHours(7);
        var ends = Sunday(utc.Year, 11, 1).AddHours(6);
        var offset = utc >= begins && utc < ends ? -4 : -5;
        return utc < DateTime.MinValue.AddHours(5) ? DateOnly.MinValue : DateOnly.FromDateTime(utc.AddHours(offset));
    }

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var daylight = new DateTimeOffset(day.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);
        return Of(daylight) == day ? daylight : daylight.AddHours(1);
    }

    private static DateTime Sunday(int year, int month, int ordinal)
    {
        var first = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (ordinal - 1)));
    }
}
