using Compliance.Policy.Facts;

namespace Compliance.Policy.Clocks;

/// <summary>One answer of a clock.</summary>
/// <param name="When">Under which assumptions about unknown inputs; empty when nothing was assumed.</param>
/// <param name="Time">The time that the rule gives, such as <c>14 days</c>; <c>no time</c> where it sets none.</param>
/// <param name="EndsAt">The first instant at which it is too late; null where the rule sets no time; unknown while it isn't known from when it counts.</param>
/// <param name="LatestEnd">An instant that the end is not after, known even when the end itself isn't; null when there is none.</param>
public sealed record ClockColumn(string When, string Time, Knowable<DateTimeOffset?> EndsAt, DateTimeOffset? LatestEnd = null)
{
    /// <summary>A forensic investigation belongs to it (BOD 26-04).</summary>
    public bool NeedsForensics { get; init; }

    /// <summary>Whether it is too late at an instant; null when that can't be told.</summary>
    public bool? IsPastAt(DateTimeOffset now)
    {
        if (EndsAt.IsKnown) return EndsAt.Value is { } end && now >= end;
        return now >= LatestEnd ? true : null;
    }
}
