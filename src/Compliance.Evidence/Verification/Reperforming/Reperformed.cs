using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Verification.Reperforming;

/// <summary>What came of doing an audit again: everything in a package that follows from its evidence.</summary>
public sealed record Reperformed(
    ImmutableArray<FactSet> Facts,
    Evaluation Evaluation,
    SystemHeader System,
    ImmutableArray<AuditSubject> Subjects,
    ImmutableArray<TrustInput> TrustInputs)
{
    /// <summary>Collectors that the audit left out on request, and that were left out again.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];
}
