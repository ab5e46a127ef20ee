using System.Collections.Immutable;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Reporting.Findings;

/// <summary>How many findings there were at the end of a month.</summary>
/// <param name="Opened">Since the point before; so is <paramref name="Closed"/>.</param>
/// <param name="MeanDaysToClose">Of those closed since the point before, from detection; null when none was, or a detection is not known.</param>
public sealed record TrendPoint(DateTimeOffset At, int Open, int High, int Moderate, int Low, int Unrated, int Failures, int Opened, int Closed, double? MeanDaysToClose)
{
    /// <param name="recordAt">The record as of a time; see <see cref="FindingRecord.Of"/>.</param>
    /// <param name="at">Ascending.</param>
    public static ImmutableArray<TrendPoint> Of(Func<DateTimeOffset, FindingRecord> recordAt, ImmutableArray<DateTimeOffset> at)
    {
        ArgumentNullException.ThrowIfNull(recordAt);
        var points = ImmutableArray.CreateBuilder<TrendPoint>(at.Length);
        HashSet<string> before = [];
        foreach (var time in at)
        {
            var record = recordAt(time);
            var open = record.Open.ToList();
            var ids = open.Select(finding => finding.TrackingId).ToHashSet(StringComparer.Ordinal);
            var closed = record.Closed.Where(finding => before.Contains(finding.TrackingId)).ToList();
            points.Add(new TrendPoint(
                time, open.Count, Count("high") + Count("critical"), Count("moderate"), Count("low") + Count("none"), Count("unknown"), open.Count(finding => finding.IsFailure),
                ids.Except(before, StringComparer.Ordinal).Count(), closed.Count, Mean(closed)));
            before = ids;

            int Count(string severity) => open.Count(finding => !finding.IsFailure && finding.Severity == severity);
        }

        return points.ToImmutable();
    }

    private static double? Mean(List<TrackedFinding> closed) => closed.Count == 0 || closed.Exists(finding => finding.DetectedAt is null)
        ? null
        : Math.Round(closed.Average(finding => (finding.ClosedAt!.Value - finding.DetectedAt!.Value).TotalDays), 1);
}
