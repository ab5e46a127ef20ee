using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp;

public sealed class UsDateTests
{
    [Theory]
    [InlineData("2026-09-22T03:59:59Z", "2026-09-21")]
    [InlineData("2026-09-22T04:00:00Z", "2026-09-22")]
    [InlineData("2026-09-21T23:59:59-04:00", "2026-09-21")]
    [InlineData("2026-09-22T08:00:00+09:00", "2026-09-21")]
    [InlineData("2026-11-23T04:59:59Z", "2026-11-22")]
    [InlineData("2026-11-23T05:00:00Z", "2026-11-23")]
    [InlineData("2026-03-08T06:59:59Z", "2026-03-08")]
    [InlineData("2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("2026-11-01T05:59:59Z", "2026-11-01")]
    [InlineData("2026-11-02T04:59:59Z", "2026-11-01")]
    [InlineData("2026-11-02T05:00:00Z", "2026-11-02")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01")]
    public void Day_is_that_of_us_eastern_time(string instant, string day) =>
        Assert.Equal(day, UsDate.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void Built_in_rule_equals_the_time_zone_database_where_there_is_one()
    {
        Assert.SkipUnless(TimeZoneInfo.TryFindSystemTimeZoneById("America/New_York", out var zone), "no time zone data");
        for (var instant = new DateTimeOffset(2007, 1, 1, 0, 30, 0, TimeSpan.Zero); instant.Year < 2036; instant = instant.AddHours(1))
        {
            Assert.Equal(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone!).DateTime), UsDate.Of(instant));
        }
    }
}
