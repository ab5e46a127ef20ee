using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Evidence.Packaging;

/// <summary>What a package's <c>package.json</c> says. Verification judges it; by itself it proves nothing.</summary>
public sealed record PackageDescription
{
    public required string PackageId { get; init; }

    public required AuditRun Run { get; init; }

    public required Digest EvidenceRoot { get; init; }

    public required string ProfileId { get; init; }

    public required string ProfileTitle { get; init; }

    public required Digest PolicySet { get; init; }

    /// <summary>The verdict in words, as written.</summary>
    public required string Verdict { get; init; }

    public required VerdictCounts Counts { get; init; }

    public required SystemHeader System { get; init; }

    public required ImmutableArray<AuditSubject> Subjects { get; init; }

    public required ImmutableArray<TrustInput> TrustInputs { get; init; }

    public required EvaluatorDescription Evaluator { get; init; }

    public required SignerDescription Signer { get; init; }

    public required ImmutableArray<string> Limits { get; init; }

    /// <summary>Every file under <c>data/</c>, reports included.</summary>
    public required ImmutableArray<EvidenceFile> Files { get; init; }

    /// <summary>SHA-256 of the compressed bytes of deflated files, by path.</summary>
    public required ImmutableSortedDictionary<string, Digest> Packed { get; init; }
}
