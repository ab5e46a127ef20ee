using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>One in-toto statement attached to the image.</summary>
public sealed record AttestationFact : FactValue
{
    public override FactKind Kind => FactKind.Attestation;

    public required string PredicateType { get; init; }

    public required string StatementType { get; init; }

    /// <summary>Whether a subject of the statement has the image's (or its index's) digest.</summary>
    public required bool SubjectMatches { get; init; }

    /// <summary><c>verified</c>, <c>failed</c> or <c>indeterminate</c>; unknown without the caller's trust.</summary>
    public required Knowable<string> Outcome { get; init; }

    public required Knowable<string> Signer { get; init; }

    /// <summary>Whether the caller allows this signer to attest this predicate type.</summary>
    public required Knowable<bool> SignerAllowed { get; init; }

    public required Knowable<string> Algorithm { get; init; }

    public required Knowable<bool> AlgorithmApproved { get; init; }

    public required ImmutableArray<string> Failures { get; init; }
}
