using System.Collections.Immutable;
using Compliance.Policy.Clocks;

namespace Compliance.Evidence.Collection.Vulnerabilities.Clocks;

/// <summary>Clocks as a fact tells them: one line for each answer, with rule, source and every input.</summary>
internal static class ClockText
{
    public static ImmutableArray<string> Lines(ClockComparison clocks) => [.. clocks.Readings.SelectMany(Lines)];

    private static IEnumerable<string> Lines(ClockReading reading)
    {
        var inputs = string.Join("; ", reading.Inputs);
        return reading.Columns.Select(column => $"{reading.Clock}: {End(column)}{(column.When.Length == 0 ? "" : $" if {column.When}")} [{column.Time} by {reading.Rule}, {reading.Source}; {inputs}]");
    }

    private static string End(ClockColumn column)
    {
        if (column.EndsAt.IsKnown) return column.EndsAt.Value is { } end ? $"by {ClockReading.DayOf(end)}" : "no day";
        return column.LatestEnd is { } latest ? $"by {ClockReading.DayOf(latest)} or earlier" : "day unknown";
    }
}
