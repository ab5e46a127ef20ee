using System.Collections.Immutable;
using Compliance.Policy.Clocks;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Overdue;

/// <summary>
/// Whether a finding is overdue by FedRAMP CR26, and why (VER-RPT-VDT). What nobody stated counts as what leaves the least time; a detection that is not known is overdue,
/// because nothing shows that it is not.
/// </summary>
/// <param name="EndsAt">The first instant at which it is too late; null when no rule sets a time, or none can be told.</param>
public sealed record OverdueJudgement(bool IsOverdue, DateTimeOffset? EndsAt, string Explanation)
{
    /// <param name="certification">Times of the class of the system.</param>
    public static OverdueJudgement Of(TrackedFinding finding, VdrClass certification, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(certification);
        var until = finding.IsOpen ? asOf : finding.ClosedAt ?? asOf;
        if (finding.Evaluation is { } evaluation)
        {
            var cells = certification.Possible(evaluation.Impact, evaluation.InternetReachable, evaluation.LikelyExploitable);
            if (cells.IsEmpty) return new OverdueJudgement(false, null, "VDR-TFR-PVR sets no time");
            var ends = cells.Min(cell => cell.Timeframe.EndFrom(evaluation.At));
            var cell = cells.First(one => one.Timeframe.EndFrom(evaluation.At) == ends);
            var rule = $"VDR-TFR-PVR: {cell.Timeframe} from evaluation for N{cell.Impact}{(cell.IsExploitable ? ", likely exploitable" : "")}{(cell.IsExposed == true ? ", internet-reachable" : "")}{(cells.Length > 1 ? ", the least of what is possible" : "")}";
            return Until(ends, until, rule);
        }

        return finding.DetectedAt is { } detected
            ? Until(certification.EvaluateWithin.EndFrom(detected), until, $"VER-TFR-EVU: to be evaluated within {certification.EvaluateWithin} of detection, and it is not")
            : new OverdueJudgement(true, null, "when it was first detected is not evidenced");
    }

    /// <summary>Whether a finding must be categorised as accepted: not remediated within the time from evaluation (VER-TFR-MAV), or an official accepted it.</summary>
    public static bool IsAccepted(TrackedFinding finding, Timeframe acceptAfter, DateTimeOffset asOf) => Acceptance(finding, acceptAfter, asOf) is not null;

    /// <summary>Why a finding is an accepted one; null when it is not.</summary>
    public static string? Acceptance(TrackedFinding finding, Timeframe acceptAfter, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(acceptAfter);
        if (!finding.IsOpen) return null;
        if (finding.Deviations.TryGetValue(DeviationKind.AcceptedWeakness, out var accepted) && accepted.HoldsOn(FindingTime.Day(asOf)))
            return $"accepted by {accepted.Approver} until {accepted.Expires}: {accepted.Rationale}";
        // The first evaluation starts the time: evaluating again does not.
        return finding.Evaluations is [var first, ..] && acceptAfter.EndFrom(first.At) <= asOf
            ? $"not remediated within {acceptAfter} of its evaluation on {FindingTime.Day(first.At)} (VER-TFR-MAV)"
            : null;
    }

    /// <summary>Impact ratings with the time of each, those that lowered it apart.</summary>
    public static ImmutableArray<(DateTimeOffset At, int Rating, bool IsReduction)> Ratings(TrackedFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var ratings = ImmutableArray.CreateBuilder<(DateTimeOffset, int, bool)>();
        int? last = null;
        foreach (var evaluation in finding.Evaluations)
        {
            if (evaluation.Impact is not { } impact || impact == last) continue;
            ratings.Add((evaluation.At, impact, last is not null && impact < last));
            last = impact;
        }

        return ratings.ToImmutable();
    }

    private static OverdueJudgement Until(DateTimeOffset ends, DateTimeOffset until, string rule) =>
        new(until >= ends, ends, until >= ends ? $"{rule}; ended {FindingTime.ToText(ends)}" : $"{rule}; ends {FindingTime.ToText(ends)}");
}
