using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Records;

/// <summary>What the history keeps of one audit: enough to list, compare and find its package again; the package itself stays the evidence.</summary>
public sealed record AuditRecord
{
    /// <summary>Id of the package.</summary>
    public required string PackageId { get; init; }

    /// <summary>How the caller named the image, as typed.</summary>
    public required string Reference { get; init; }

    public required string SystemId { get; init; }

    public required string ProfileId { get; init; }

    public required Digest PolicySet { get; init; }

    public required string Engine { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required DateTimeOffset EvaluatedAt { get; init; }

    public required Verdict Verdict { get; init; }

    public required Digest EvidenceRoot { get; init; }

    /// <summary>Digest of the sealed package's bytes.</summary>
    public required Digest Package { get; init; }

    public required long PackageBytes { get; init; }

    /// <summary>Where the caller wanted the package; empty where the copy that the store keeps under the digest is the only one.</summary>
    public required string PackagePath { get; init; }

    public required ImmutableArray<ImageRecord> Images { get; init; }

    public required ImmutableArray<VerdictRecord> Verdicts { get; init; }
}
