using System.Globalization;

namespace Compliance.Policy.Cel.Functions;

/// <summary>The parts of timestamps, in UTC or a time zone, and durations in whole units.</summary>
internal sealed class TimeLibrary(CelTimeZones? zones)
{
    public IEnumerable<CelFunction> Functions =>
    [
        Part("getFullYear", (time, _) => time.Year),
        Part("getMonth", (time, _) => time.Month - 1),
        Part("getDayOfYear", (time, _) => time.DayOfYear - 1),
        Part("getDayOfMonth", (time, _) => time.Day - 1),
        Part("getDate", (time, _) => time.Day),
        Part("getDayOfWeek", (time, _) => (long)time.DayOfWeek),
        Part("getHours", (time, _) => time.Hour, Unit(3_600_000_000_000)),
        Part("getMinutes", (time, _) => time.Minute, Unit(60_000_000_000)),
        Part("getSeconds", (time, _) => time.Second, Unit(1_000_000_000)),
        Part("getMilliseconds", (_, nanos) => nanos / 1_000_000, nanos => (long)(nanos % 1_000_000_000 / 1_000_000)),
    ];

    private static Func<Int128, long> Unit(long nanos) => total => (long)(total / nanos);

    private CelFunction Part(string name, Func<DateTime, int, long> part, Func<Int128, long>? ofDuration = null)
    {
        var ofTimestamp = Declare.Member($"timestamp_{name}", arguments => Of(arguments[0], TimeSpan.Zero, part), CelType.Int, CelType.Timestamp);
        var inZone = Declare.Member($"timestamp_{name}_zone", arguments => InZone(arguments[0], arguments[1].AsString, part), CelType.Int, CelType.Timestamp, CelType.String);
        return ofDuration is null
            ? Declare.Function(name, ofTimestamp, inZone)
            : Declare.Function(name, ofTimestamp, inZone, Declare.Member($"duration_{name}", arguments => CelValue.Int(ofDuration(arguments[0].AsDuration)), CelType.Int, CelType.Duration));
    }

    private static CelValue Of(CelValue value, TimeSpan offset, Func<DateTime, int, long> part)
    {
        var time = (CelTimestamp)value.Object!;
        var ticks = time.Utc.Ticks + offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? Declare.Overflow("timestamp out of range in this time zone")
            : CelValue.Int(part(new DateTime(ticks, DateTimeKind.Unspecified), time.Nanos));
    }

    private CelValue InZone(CelValue value, string zone, Func<DateTime, int, long> part)
    {
        var offset = Fixed(zone) ?? zones?.Invoke(zone, ((CelTimestamp)value.Object!).Utc);
        return offset is { } known ? Of(value, known, part) : Declare.Invalid($"unknown time zone {QuotedText.Of(zone.Length > 64 ? zone[..64] : zone)}");
    }

    /// <summary><c>UTC</c>, or hours and minutes with an optional sign.</summary>
    private static TimeSpan? Fixed(string zone)
    {
        if (zone is "UTC" or "Z" or "") return TimeSpan.Zero;
        var isNegative = zone[0] == '-';
        var digits = zone[0] is '+' or '-' ? zone[1..] : zone;
        return TimeSpan.TryParseExact(digits, @"hh\:mm", CultureInfo.InvariantCulture, out var offset) ? isNegative ? -offset : offset : null;
    }
}
