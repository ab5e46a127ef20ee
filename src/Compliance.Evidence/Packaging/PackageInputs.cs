using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Policy.Facts;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging;

/// <summary>Everything that goes into one package, before reports.</summary>
public sealed record PackageInputs
{
    public required RawEvidence Raw { get; init; }

    /// <summary>One for each image of <see cref="Raw"/>, in the same order.</summary>
    public required ImmutableArray<FactSet> Facts { get; init; }

    public required Evaluation Evaluation { get; init; }

    /// <summary>Profile, policies and catalogs, exactly as evaluated. Paths are allowed entry names.</summary>
    public required ImmutableArray<PolicyFile> Policies { get; init; }

    public required AuditRun Run { get; init; }

    public required SystemHeader System { get; init; }

    /// <summary>One for each image of <see cref="Raw"/>, in the same order.</summary>
    public required ImmutableArray<AuditSubject> Subjects { get; init; }

    public required ImmutableArray<TrustInput> TrustInputs { get; init; }

    public required EvaluatorDescription Evaluator { get; init; }

    /// <summary>What the package does not prove, in sentences.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}
