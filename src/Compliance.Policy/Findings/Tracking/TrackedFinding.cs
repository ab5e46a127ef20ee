using System.Collections.Immutable;
using Compliance.Policy.Findings.Journal;

namespace Compliance.Policy.Findings.Tracking;

/// <summary>One unique weakness of a system with everything that the record knows of it. Two CVEs are never one.</summary>
public sealed record TrackedFinding
{
    public const string FailurePrefix = "collection:";
    public const string WeaknessPrefix = "weakness:";

    /// <summary>The system's own id; never changes while nobody else's id for it is imported.</summary>
    public required string TrackingId { get; init; }

    /// <summary>Ids that it was tracked by before, ordinal order.</summary>
    public ImmutableSortedSet<string> FormerIds { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>CVE, advisory, <c>collection:CODE</c>, or <c>weakness:id</c>.</summary>
    public required string Id { get; init; }

    public ImmutableSortedSet<string> Aliases { get; init; } = ImmutableSortedSet<string>.Empty;

    public string Title { get; init; } = "";

    /// <summary>In order of time. Never empty for what an audit or scan found.</summary>
    public ImmutableArray<DetectionEvidence> Detections { get; init; } = [];

    public CorrectedEntry? Correction { get; init; }

    /// <summary>
    /// A POA&amp;M has a row for it whose detection date is missing or no date: it was known before, and nobody can tell since when. A file with the date, or a signed
    /// correction, ends this.
    /// </summary>
    public bool IsUndated { get; init; }

    /// <summary>In order of time; the last one holds.</summary>
    public ImmutableArray<FindingRating> Ratings { get; init; } = [];

    public ImmutableArray<AffectedImage> Affected { get; init; } = [];

    public bool? KnownExploited { get; init; }

    public string KevDueOn { get; init; } = "";

    public string DetectedBy { get; init; } = "";

    public bool IsOpen { get; init; } = true;

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What shows that it is gone; empty while it is open.</summary>
    public string ClosedBecause { get; init; } = "";

    /// <summary>In order of completion.</summary>
    public ImmutableArray<EvaluatedEntry> Evaluations { get; init; } = [];

    /// <summary>The newest of each kind.</summary>
    public ImmutableSortedDictionary<DeviationKind, Deviation> Deviations { get; init; } = ImmutableSortedDictionary<DeviationKind, Deviation>.Empty;

    /// <summary>Cells that people wrote into the POA&amp;M, by header.</summary>
    public ImmutableSortedDictionary<string, string> Cells { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Cells of the POA&amp;M that was written last, by header; what differs from them in the file that comes back was changed by people.</summary>
    public ImmutableSortedDictionary<string, string> LastMade { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<FindingEvent> History { get; init; } = [];

    /// <summary>The earliest evidence; null when only a file without a readable date says that it exists.</summary>
    public DetectionEvidence? FirstEvidence => Detections.IsEmpty ? null : Detections[0];

    /// <summary>The earliest evidenced detection, or the signed later one; null when none is evidenced.</summary>
    public DateTimeOffset? DetectedAt => Correction?.DetectedAt ?? (IsUndated ? null : FirstEvidence?.At);

    /// <summary>The earliest time at which anything shows that it was known: a bound where <see cref="DetectedAt"/> is unknown.</summary>
    public DateTimeOffset KnownSince => Detections.Select(one => one.At).Concat(History.Select(one => one.At)).DefaultIfEmpty().Min();

    public FindingRating? OriginalRating => Ratings.IsEmpty ? null : Ratings[0];

    public string Severity => Ratings.IsEmpty ? "unknown" : Ratings[^1].Severity;

    public EvaluatedEntry? Evaluation => Evaluations.IsEmpty ? null : Evaluations[^1];

    public bool IsFailure => Id.StartsWith(FailurePrefix, StringComparison.Ordinal);

    /// <summary>A weakness that no audit knows: people keep its row.</summary>
    public bool IsForeign => Id.StartsWith(WeaknessPrefix, StringComparison.Ordinal);
}
