using System.Globalization;
using System.Text;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;
using Compliance.Policy.Clocks;

namespace Compliance.Tests.Policy.Clocks;

public sealed class ClocksTests
{
    [Theory]
    [InlineData("2026-11-23T12:00:00Z", 3, "2026-11-27T05:00:00Z")]
    [InlineData("2026-11-24T04:59:59Z", 3, "2026-11-27T05:00:00Z")]
    [InlineData("2026-11-24T05:00:00Z", 3, "2026-11-28T05:00:00Z")]
    [InlineData("2028-02-28T12:00:00Z", 1, "2028-03-01T05:00:00Z")]
    [InlineData("2026-03-07T12:00:00Z", 1, "2026-03-09T04:00:00Z")]
    [InlineData("2026-10-31T12:00:00Z", 1, "2026-11-02T05:00:00Z")]
    [InlineData("2026-11-23T23:00:00-05:00", 0, "2026-11-24T05:00:00Z")]
    public void Days_end_with_their_last_day_in_the_united_states(string start, int days, string end) =>
        Assert.Equal(Time(end), new Timeframe(days, TimeUnit.Days).EndFrom(Time(start)));

    [Fact]
    public void Hours_are_hours_on_the_clock() => Assert.Equal(Time("2026-03-08T17:30:00Z"), new Timeframe(12, TimeUnit.Hours).EndFrom(Time("2026-03-08T05:30:00Z")));

    [Theory]
    [InlineData("2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("2026-03-09", "2026-03-09T04:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T04:00:00Z")]
    [InlineData("2026-11-02", "2026-11-02T05:00:00Z")]
    public void Day_starts_at_midnight_of_its_own_offset(string day, string start) =>
        Assert.Equal(Time(start), UsDate.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public void Unknown_exposure_leaves_both_columns()
    {
        var table = BodTable.Read(Shipped("bod-26-04"), "bod", Limits.Default).Required();
        Assert.Equal([14, 3], table.Possible(true, null, true, false).Select(row => row.Days!.Value));
        Assert.Equal(16, table.Possible(null, null, null, null).Length);
        Assert.True(table.Decide(true, true, true, true).NeedsForensics);
    }

    [Fact]
    public void Class_d_counts_its_hardest_cell_in_hours()
    {
        var table = VdrTable.Read(Shipped("fedramp-vdr"), "vdr", Limits.Default).Required();
        var cell = Assert.Single(table.Classes[3].Possible(5, true, true));
        Assert.Equal(new Timeframe(12, TimeUnit.Hours), cell.Timeframe);
        Assert.Empty(table.Classes[2].Possible(1, true, true));
        Assert.Equal(3, table.Classes[2].Possible(4, null, null).Length);
    }

    [Theory]
    [InlineData("high", null, "2026-12-24T05:00:00Z")]
    [InlineData("moderate", "2026-12-01", "2026-12-02T05:00:00Z")]
    [InlineData("low", "2030-01-01", "2027-05-23T04:00:00Z")]
    [InlineData("none", null, null)]
    [InlineData("none", "2026-12-01", "2026-12-02T05:00:00Z")]
    public void Kev_date_takes_the_place_of_a_later_one(string risk, string? kevDue, string? end)
    {
        var times = RemediationTimes.Read(Shipped("fedramp-rev5-remediation"), "rev5", Limits.Default).Required();
        DateOnly? due = kevDue is null ? null : DateOnly.Parse(kevDue, CultureInfo.InvariantCulture);
        Assert.Equal(end is null ? null : Time(end), times.EndFrom(Time("2026-11-23T12:00:00Z"), risk, due));
    }

    [Theory]
    [InlineData("bod-26-04", "kev: true, exposed: true, automatable: true, impact: total", "kev: true, exposed: true, automatable: true, impact: partial")]
    [InlineData("bod-26-04", "impact: total", "impact: grave")]
    [InlineData("fedramp-vdr", "class: d", "class: e")]
    [InlineData("fedramp-vdr", "unit: hours", "unit: weeks")]
    [InlineData("fedramp-vdr", "impact: 3, exposed: true", "impact: 4, exposed: true")]
    [InlineData("fedramp-rev5-remediation", "low: 180", "low: soon")]
    [InlineData("fedramp-rev5-remediation", "  low: 180", "")]
    public void Table_that_is_broken_is_refused(string name, string part, string other)
    {
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Shipped(name)).Replace(part, other));
        var defects = name switch
        {
            "bod-26-04" => BodTable.Read(bytes, name, Limits.Default).Defects,
            "fedramp-vdr" => VdrTable.Read(bytes, name, Limits.Default).Defects,
            _ => RemediationTimes.Read(bytes, name, Limits.Default).Defects,
        };
        Assert.NotEmpty(defects);
    }

    private static byte[] Shipped(string name) => File.ReadAllBytes(Path.Combine(ShippedPolicies.Folder, "catalogs", "clocks", $"{name}.yaml"));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
