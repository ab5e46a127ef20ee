using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>What one clock says of one finding: the rule, where it comes from, every input, and every answer that is possible.</summary>
/// <param name="Clock"><c>rev5</c>, <c>vdr</c> or <c>bod</c>.</param>
/// <param name="Rule">As the regulator names it.</param>
/// <param name="Source">Document and version that the times come from.</param>
/// <param name="Columns">At least one. More than one only where an input is unknown and the answers differ.</param>
public sealed record ClockReading(string Clock, string Rule, string Source, ImmutableArray<StatedInput> Inputs, ImmutableArray<ClockColumn> Columns)
{
    /// <summary>Too late under every possible answer, in time under every one, or unknown.</summary>
    public Knowable<bool> IsPastAt(DateTimeOffset now)
    {
        var past = Columns.Select(column => column.IsPastAt(now)).Distinct().ToList();
        return past is [{ } one] ? Knowable<bool>.Known(one) : Knowable<bool>.Unknown(WhyOpen());
    }

    /// <summary>The last day, ISO, in the United States; empty where the rule sets no time. Unknown unless every possible answer is the same.</summary>
    public Knowable<string> LastDay()
    {
        if (Columns.FirstOrDefault(column => !column.EndsAt.IsKnown) is { } open) return Knowable<string>.Unknown(open.EndsAt.Reason);
        var days = Columns.Select(column => column.EndsAt.Value is { } end ? DayOf(end) : "").Distinct(StringComparer.Ordinal).ToList();
        return days.Count == 1 ? Knowable<string>.Known(days[0]) : Knowable<string>.Unknown(WhyOpen());
    }

    /// <summary>The earliest end that is possible; null when none is known.</summary>
    public DateTimeOffset? EarliestEnd => Columns.Where(column => column.EndsAt.IsKnown).Select(column => column.EndsAt.Value).Min();

    /// <summary>The day on which an instant just before the end lies.</summary>
    public static string DayOf(DateTimeOffset end) => UsDate.Of(end.AddTicks(-1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string WhyOpen()
    {
        var open = Inputs.Where(input => !input.IsKnown).Select(input => input.Name).ToList();
        return open.Count == 0 ? "the clock can't be read" : $"depends on {string.Join(", ", open)}, which nobody states";
    }
}
