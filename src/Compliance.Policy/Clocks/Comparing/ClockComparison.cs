using System.Collections.Immutable;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>All clocks of one finding side by side, in the order rev5, vdr, bod.</summary>
public sealed record ClockComparison(ImmutableArray<ClockReading> Readings)
{
    public ClockReading? Of(string clock) => Readings.FirstOrDefault(reading => reading.Clock == clock);

    /// <summary>The last day of the strictest clock; unknown unless every clock can be read to one day.</summary>
    public Knowable<string> StrictestDay()
    {
        if (Readings.IsEmpty) return Knowable<string>.Unknown("no clock is in the policy set");
        var days = Readings.Select(reading => (reading, Day: reading.LastDay())).ToList();
        if (days.FirstOrDefault(one => !one.Day.IsKnown) is { reading: { } open } unknown) return Knowable<string>.Unknown($"{open.Clock}: {unknown.Day.Reason}");
        return Knowable<string>.Known(days.Select(one => one.Day.Value).Where(day => day.Length > 0).Order(StringComparer.Ordinal).FirstOrDefault(""));
    }

    /// <summary>What differs between clocks, for people; empty when all say the same.</summary>
    public string Disagreement()
    {
        var said = Readings.Select(reading => (reading.Clock, Text: Describe(reading))).ToList();
        return said.Select(one => one.Text).Distinct(StringComparer.Ordinal).Count() <= 1
            ? ""
            : $"the clocks differ: {string.Join("; ", said.Select(one => $"{one.Clock} {one.Text}"))}; each binds by its own rule, and the earliest that binds decides";
    }

    private static string Describe(ClockReading reading) => reading.LastDay() is { IsKnown: true } day ? day.Value is { Length: > 0 } text ? $"by {text}" : "sets no time" : "is open";
}
