using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging;

/// <summary>
/// Everything that an evidence package will say, before reports are rendered from it and before it is sealed. Reports read this and decide
/// nothing. Exposes only types of Policy, Cryptography and Formats.
/// </summary>
public sealed record EvidenceDraft
{
    /// <summary>Name-based UUID (RFC 9562, version 8) of the evidence root and the run.</summary>
    public required string PackageId { get; init; }

    /// <summary>Merkle root over <c>data/</c> without <c>data/report/</c>.</summary>
    public required Digest EvidenceRoot { get; init; }

    public required AuditRun Run { get; init; }

    public required SystemHeader System { get; init; }

    /// <summary>One for each image manifest, ordered by digest.</summary>
    public required ImmutableArray<AuditSubject> Subjects { get; init; }

    /// <summary>One for each subject, same order.</summary>
    public required ImmutableArray<FactSet> Facts { get; init; }

    public required Evaluation Evaluation { get; init; }

    /// <summary>Every file under <c>data/</c> without <c>data/report/</c>, ordinal order of paths.</summary>
    public required ImmutableArray<EvidenceFile> Files { get; init; }

    public required SignerDescription Signer { get; init; }

    public required ImmutableArray<TrustInput> TrustInputs { get; init; }

    public required EvaluatorDescription Evaluator { get; init; }

    /// <summary>What the package does not prove, in sentences.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}
