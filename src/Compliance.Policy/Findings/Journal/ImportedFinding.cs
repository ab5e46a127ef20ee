using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>One row of a POA&amp;M, or one vulnerability of a scan.</summary>
public sealed record ImportedFinding
{
    /// <summary>The id that the file has; empty when it has none.</summary>
    public string TrackingId { get; init; } = "";

    /// <summary>CVE or id of an advisory; for a weakness of another kind <c>weakness:</c> and the tracking id.</summary>
    public required string Id { get; init; }

    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Null when the file does not say, or says nothing that is a date.</summary>
    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>Null where the source says nothing of states: a scan is evidence of detection only.</summary>
    public bool? IsOpen { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string Title { get; init; } = "";

    /// <summary>As in <see cref="ObservedFinding.Severity"/>; empty when not stated.</summary>
    public string Severity { get; init; } = "";

    public ImmutableArray<string> Assets { get; init; } = [];

    /// <summary>Cells by header; an empty one is a column that the file has.</summary>
    public ImmutableSortedDictionary<string, string> Cells { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
