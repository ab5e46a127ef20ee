using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Journal;

/// <summary>What one audit found in one image.</summary>
public sealed record ObservedEntry : JournalEntry
{
    /// <summary>The class of images that this one is of, such as a repository with its platform: rebuilds keep it.</summary>
    public required string Asset { get; init; }

    /// <summary>Digest of the image manifest.</summary>
    public required string Image { get; init; }

    public required string PackageId { get; init; }

    /// <summary>Digest of the evidence package's content.</summary>
    public required string EvidenceRoot { get; init; }

    /// <summary>Whether every package was looked up in usable feeds: only then does a finding that is not there mean that it is gone.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Feeds that were asked, with digest.</summary>
    public ImmutableArray<string> Feeds { get; init; } = [];

    public ImmutableArray<ObservedFinding> Findings { get; init; } = [];

    /// <summary>What the record held open for the asset and this audit no longer found, with the cause. Empty unless <see cref="IsComplete"/>.</summary>
    public ImmutableArray<GoneFinding> Gone { get; init; } = [];

    /// <summary>What detection could not do: a weakness like every other (VDR-CSO-FAV).</summary>
    public ImmutableArray<ObservedFailure> Failures { get; init; } = [];
}
