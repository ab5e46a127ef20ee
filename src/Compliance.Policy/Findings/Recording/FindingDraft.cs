using System.Collections.Immutable;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>A finding while the journal is read.</summary>
internal sealed class FindingDraft(string id, string trackingId)
{
    private readonly List<FindingEvent> history = [];
    private readonly List<FindingRating> ratings = [];

    public string Id { get; set; } = id;

    public string TrackingId { get; set; } = trackingId;

    /// <summary>Whether the tracking id comes from a file of the system.</summary>
    public bool IsImported { get; set; }

    /// <summary>Whether nothing outside has seen the tracking id yet.</summary>
    public bool IsNumbered => !IsImported && LastMade.IsEmpty;

    /// <summary>Whether an entry that counts speaks of it.</summary>
    public bool Exists { get; private set; }

    public SortedSet<string> Former { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    public List<AffectedImage> Affected { get; } = [];

    public string Title { get; set; } = "";

    public bool? KnownExploited { get; set; }

    public string KevDueOn { get; set; } = "";

    public string DetectedBy { get; set; } = "";

    /// <summary>Tracking ids of rows of POA&amp;Ms whose detection date is not known.</summary>
    public HashSet<string> Undated { get; } = new(StringComparer.Ordinal);

    public bool IsOpen { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string ClosedBecause { get; private set; } = "";

    public ImmutableSortedDictionary<string, string> Cells { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> LastMade { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether an audit has looked at it, and not only a file spoken of it.</summary>
    public bool IsObserved => Affected.Exists(affected => affected.Image.Length > 0);

    public void Happened(DateTimeOffset at, FindingEventKind kind, string detail) => history.Add(new FindingEvent(at, kind, detail));

    public void Open(DateTimeOffset at, string detail, FindingEventKind kind = FindingEventKind.Opened)
    {
        if (Exists && IsOpen) return;
        Happened(at, Exists ? FindingEventKind.Reopened : kind, detail);
        (Exists, IsOpen, ClosedAt, ClosedBecause) = (true, true, null, "");
    }

    public void Close(DateTimeOffset at, string because)
    {
        if (Exists && !IsOpen) return;
        Happened(at, FindingEventKind.Closed, because);
        (Exists, IsOpen, ClosedAt, ClosedBecause) = (true, false, at, because);
    }

    /// <summary>A severity that is not known changes nothing: a feed that is missing is no new rating.</summary>
    public void Rate(DateTimeOffset at, string severity, string cvss)
    {
        if (!FindingRating.IsKnown(severity)) return;
        if (ratings.Count > 0 && ratings[^1].Severity == severity) return;
        if (ratings.Count > 0) Happened(at, FindingEventKind.Rerated, $"{ratings[^1].Severity} to {severity}");
        ratings.Add(new FindingRating(at, severity, cvss));
    }

    public void Absorb(FindingDraft other, DateTimeOffset at)
    {
        Aliases.Add(other.Id);
        Aliases.UnionWith(other.Aliases);
        Former.UnionWith(other.Former);
        Former.Add(other.TrackingId);
        Happened(at, FindingEventKind.Merged, $"{other.TrackingId} ({other.Id}) is the same");
        Undated.UnionWith(other.Undated);
        if (!other.Exists) return;
        foreach (var affected in other.Affected.Where(one => !Affected.Exists(own => (own.Asset, own.Package) == (one.Asset, one.Package)))) Affected.Add(affected);
        if (other.IsOpen && !IsOpen) Open(at, $"{other.Id} is open");
        if (ratings.Count == 0) ratings.AddRange(other.ratings);
        Cells = other.Cells.SetItems(Cells);
        LastMade = other.LastMade.SetItems(LastMade);
        if (other.IsImported && !IsImported) (TrackingId, IsImported) = Swap(other);
    }

    public TrackedFinding Finish(IEnumerable<DetectionEvidence> evidence, IEnumerable<EvaluatedEntry> evaluations, IEnumerable<DecidedEntry> decisions, CorrectedEntry? correction)
    {
        ImmutableArray<DetectionEvidence> detections = [.. evidence.Distinct().OrderBy(one => one.At).ThenBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];
        ImmutableArray<EvaluatedEntry> evaluated = [.. evaluations.Distinct().OrderBy(one => one.At)];
        var decided = decisions.ToList();
        foreach (var one in evaluated) Happened(one.At, FindingEventKind.Evaluated, $"by {one.Author}: {one.Reason}");
        foreach (var one in decided) Happened(one.At, FindingEventKind.Decided, $"{DeviationWords.Of(one.Deviation.Kind)}, {DeviationWords.Of(one.Deviation.State)}");
        var holds = correction is not null && (Undated.Count > 0 || (detections is [var first, ..] && correction.DetectedAt > first.At));
        if (holds) Happened(correction!.At, FindingEventKind.DateCorrected, $"to {FindingTime.ToText(correction.DetectedAt)}, signed by {correction.SignedBy}: {correction.Reason}");
        var deviations = StatedDeviations.Of(Cells).Concat(decided.Select(one => one.Deviation)).GroupBy(one => one.Kind).ToImmutableSortedDictionary(group => group.Key, group => group.Last());
        return new TrackedFinding
        {
            TrackingId = TrackingId,
            FormerIds = [.. Former.Where(name => name != TrackingId)],
            Id = Id,
            Aliases = [.. Aliases.Where(name => name != Id)],
            Title = Title,
            Detections = detections,
            Correction = holds ? correction : null,
            IsUndated = Undated.Count > 0,
            Ratings = [.. ratings],
            Affected = [.. Affected.OrderBy(one => one.Asset, StringComparer.Ordinal).ThenBy(one => one.Package, StringComparer.Ordinal)],
            KnownExploited = KnownExploited,
            KevDueOn = KevDueOn,
            DetectedBy = DetectedBy,
            IsOpen = IsOpen,
            ClosedAt = ClosedAt,
            ClosedBecause = ClosedBecause,
            Evaluations = evaluated,
            Deviations = deviations,
            Cells = Cells,
            LastMade = LastMade,
            History = [.. history.OrderBy(one => one.At)],
        };
    }

    private (string, bool) Swap(FindingDraft other)
    {
        Former.Add(TrackingId);
        Former.Remove(other.TrackingId);
        return (other.TrackingId, true);
    }
}
