using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Clocks;
using Compliance.Policy.Facts;

namespace Compliance.Tests.Policy.Clocks;

public sealed class FindingClocksTests
{
    private static readonly ClockTables Tables = ClockTables.Read(
        new[] { "bod-26-04", "fedramp-vdr", "fedramp-rev5-remediation" }.ToDictionary(name => $"clocks/{name}.yaml", Shipped, StringComparer.Ordinal), Limits.Default);

    private static readonly FindingInputs Known = new()
    {
        DetectedAt = ClockInput<DateTimeOffset>.Known(Time("2026-11-01T12:00:00Z"), "scan"),
        EvaluatedAt = ClockInput<DateTimeOffset>.Known(Time("2026-11-03T12:00:00Z"), "triage"),
        Severity = ClockInput<string>.Known("high", "NVD"),
        KevAdded = ClockInput<DateOnly?>.Known(null, "KEV"),
        KevDue = ClockInput<DateOnly?>.Known(null, "KEV"),
        IsExposed = ClockInput<bool>.Known(true, "system file"),
        IsAutomatable = ClockInput<bool>.Known(true, "SSVC"),
        HasTotalImpact = ClockInput<bool>.Known(false, "SSVC"),
        IsLikelyExploitable = ClockInput<bool>.Known(true, "triage"),
        PotentialImpact = ClockInput<long>.Known(4, "triage"),
        CertificationClass = ClockInput<string>.Known("c", "system file"),
    };

    [Fact]
    public void Three_clocks_stand_side_by_side_and_differ()
    {
        var read = FindingClocks.Read(Tables, Known);
        Assert.Equal(["rev5 2026-12-01", "vdr 2026-11-07", "bod 2026-11-15"], read.Readings.Select(one => $"{one.Clock} {one.LastDay().Value}"));
        Assert.Equal("2026-11-07", read.StrictestDay().Value);
        Assert.Contains("the clocks differ: rev5 by 2026-12-01; vdr by 2026-11-07; bod by 2026-11-15", read.Disagreement());
        Assert.All(read.Readings, one => Assert.All(one.Inputs, input => Assert.NotEmpty(input.Source)));
    }

    [Fact]
    public void Unknown_exposure_gives_both_columns_and_is_late_only_when_both_are()
    {
        var bod = Read(Known with { IsExposed = ClockInput<bool>.Unknown("not stated") }, "bod");
        Assert.Equal(["reachable from the internet 2026-11-16T05:00:00Z", "not reachable from the internet 2027-01-01T05:00:00Z"], bod.Columns.OrderBy(column => column.EndsAt.Value).Select(column => $"{column.When} {column.EndsAt.Value:yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.False(bod.LastDay().IsKnown);
        Assert.False(bod.IsPastAt(Time("2026-11-16T04:59:59Z")).Value);
        Assert.Equal("depends on reachable from the internet, which nobody states", bod.IsPastAt(Time("2026-11-16T05:00:00Z")).Reason);
        Assert.True(bod.IsPastAt(Time("2027-01-01T05:00:00Z")).Value);
    }

    [Fact]
    public void Directive_counts_from_the_earlier_of_listing_and_detection()
    {
        var listed = Known with { KevAdded = ClockInput<DateOnly?>.Known(new DateOnly(2026, 10, 20), "KEV"), KevDue = ClockInput<DateOnly?>.Known(new DateOnly(2026, 11, 10), "KEV") };
        Assert.Equal("2026-10-23", Read(listed, "bod").LastDay().Value);
        Assert.Equal("2026-11-10", Read(listed, "rev5").LastDay().Value);
        var later = listed with { KevAdded = ClockInput<DateOnly?>.Known(new DateOnly(2026, 11, 20), "KEV") };
        Assert.Equal("2026-11-04", Read(later, "bod").LastDay().Value);
    }

    [Fact]
    public void Without_a_detection_only_what_is_late_anyway_is_late()
    {
        var undetected = Known with { DetectedAt = ClockInput<DateTimeOffset>.Unknown("no history") };
        Assert.Equal("no history", Read(undetected, "rev5").LastDay().Reason);
        Assert.False(Read(undetected, "rev5").IsPastAt(Time("2030-01-01T00:00:00Z")).IsKnown);
        var listed = undetected with { KevAdded = ClockInput<DateOnly?>.Known(new DateOnly(2026, 10, 20), "KEV"), KevDue = ClockInput<DateOnly?>.Known(new DateOnly(2026, 11, 10), "KEV") };
        Assert.True(Read(listed, "bod").IsPastAt(Time("2026-10-24T04:00:00Z")).Value);
        Assert.False(Read(listed, "bod").IsPastAt(Time("2026-10-24T03:59:59Z")).IsKnown);
        Assert.True(Read(listed, "rev5").IsPastAt(Time("2026-11-11T05:00:00Z")).Value);
    }

    [Fact]
    public void What_nobody_evaluated_has_to_be_evaluated_in_time()
    {
        var vdr = Read(Known with { EvaluatedAt = ClockInput<DateTimeOffset>.Unknown("no triage") }, "vdr");
        Assert.Equal("VER-TFR-EVU, then VDR-TFR-PVR", vdr.Rule);
        Assert.Equal("2026-11-06", vdr.LastDay().Value);
    }

    [Fact]
    public void Least_impact_has_only_the_time_to_accept_it()
    {
        var vdr = Read(Known with { PotentialImpact = ClockInput<long>.Known(1, "triage") }, "vdr");
        Assert.Equal("192 days, then to be accepted (VER-TFR-MAV)", Assert.Single(vdr.Columns).Time);
        Assert.Equal("2027-05-14", vdr.LastDay().Value);
    }

    [Fact]
    public void Unknown_class_or_impact_gives_every_column()
    {
        Assert.Equal(["class a", "class b", "class c", "class d"], Read(Known with { CertificationClass = ClockInput<string>.Unknown("none") }, "vdr").Columns.Select(column => column.When));
        Assert.Equal(["N2", "N3", "N4", "N5", "N1"], Read(Known with { PotentialImpact = ClockInput<long>.Unknown("none") }, "vdr").Columns.Select(column => column.When));
    }

    [Theory]
    [InlineData("2028-02-28T12:00:00Z", "2028-03-01")]
    [InlineData("2027-02-27T12:00:00Z", "2027-03-01")]
    [InlineData("2026-03-07T23:30:00-05:00", "2026-03-09")]
    [InlineData("2026-11-01T04:30:00+14:00", "2026-11-02")]
    [InlineData("2026-12-31T23:59:59-05:00", "2027-01-02")]
    public void Days_are_counted_on_the_calendar_of_the_united_states(string detected, string last)
    {
        // Class d, N4, likely exploitable, reachable: two days.
        var inputs = Known with { CertificationClass = ClockInput<string>.Known("d", "x"), EvaluatedAt = ClockInput<DateTimeOffset>.Known(Time(detected), "x") };
        Assert.Equal(last, Read(inputs, "vdr").LastDay().Value);
    }

    [Fact]
    public void Last_second_is_in_time_and_midnight_is_late()
    {
        var rev5 = Read(Known, "rev5");
        Assert.False(rev5.IsPastAt(Time("2026-12-01T23:59:59-05:00")).Value);
        Assert.True(rev5.IsPastAt(Time("2026-12-02T00:00:00-05:00")).Value);
    }

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2025-01-01T00:00:00Z")]
    [InlineData("2026-11-20T12:00:00Z", "1970-01-01T00:00:00Z")]
    public void Clock_of_a_machine_that_jumps_moves_no_deadline(string now, string jumped)
    {
        var read = Read(Known, "vdr");
        Assert.True(read.IsPastAt(Time(now)).Value);
        Assert.False(read.IsPastAt(Time(jumped)).Value);
        Assert.Equal("2026-11-07", read.LastDay().Value);
    }

    [Fact]
    public void Table_that_is_missing_leaves_its_clock_out()
    {
        var none = FindingClocks.Read(ClockTables.Read(new Dictionary<string, ReadOnlyMemory<byte>>(), Limits.Default), Known);
        Assert.Empty(none.Readings);
        Assert.False(none.StrictestDay().IsKnown);
    }

    /// <summary>Whatever is known, forgetting it never turns late into in time, nor open into in time.</summary>
    [Fact]
    public void Forgetting_an_input_never_helps()
    {
        var full = Known with { KevAdded = ClockInput<DateOnly?>.Known(new DateOnly(2026, 10, 20), "KEV"), KevDue = ClockInput<DateOnly?>.Known(new DateOnly(2026, 11, 10), "KEV") };
        FindingInputs[] poorer =
        [
            full with { DetectedAt = new FindingInputs().DetectedAt }, full with { EvaluatedAt = new FindingInputs().EvaluatedAt }, full with { Severity = new FindingInputs().Severity },
            full with { KevAdded = new FindingInputs().KevAdded, KevDue = new FindingInputs().KevDue }, full with { IsExposed = new FindingInputs().IsExposed },
            full with { IsAutomatable = new FindingInputs().IsAutomatable }, full with { HasTotalImpact = new FindingInputs().HasTotalImpact },
            full with { IsLikelyExploitable = new FindingInputs().IsLikelyExploitable }, full with { PotentialImpact = new FindingInputs().PotentialImpact },
            full with { CertificationClass = new FindingInputs().CertificationClass },
        ];
        for (var day = 0; day < 400; day += 3)
        {
            var now = Time("2026-10-01T00:00:00Z").AddDays(day);
            foreach (var clock in (string[])["rev5", "bod"])
            {
                if (Read(full, clock).IsPastAt(now) is not { IsKnown: true, Value: true }) continue;
                Assert.All(poorer, inputs => Assert.NotEqual(Knowable<bool>.Known(false), Read(inputs, clock).IsPastAt(now)));
            }
        }
    }

    private static ClockReading Read(FindingInputs inputs, string clock) => FindingClocks.Read(Tables, inputs).Of(clock)!;

    private static ReadOnlyMemory<byte> Shipped(string name) => File.ReadAllBytes(Path.Combine(ShippedPolicies.Folder, "catalogs", "clocks", $"{name}.yaml"));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
