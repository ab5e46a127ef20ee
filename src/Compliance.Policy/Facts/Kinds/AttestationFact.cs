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

    /// <summary>Which digest the statement is about: <c>manifest</c>, <c>index</c>, or empty for neither.</summary>
    public string Covers { get; init; } = "";

    /// <summary>Of a verification summary: the verifier that it names; empty for other statements.</summary>
    public string VerifierId { get; init; } = "";

    /// <summary>Whether the caller's trust lists this verifier id for this signer; false for other statements.</summary>
    public Knowable<bool> VerifierTrusted { get; init; } = Knowable<bool>.Known(false);

    /// <summary>Of a verification summary: <c>PASSED</c> or <c>FAILED</c>; empty for other statements.</summary>
    public string SummaryResult { get; init; } = "";

    /// <summary>Of a verification summary: the levels that it states.</summary>
    public ImmutableArray<string> SummaryLevels { get; init; } = [];

    /// <summary>Of a verification summary: its SLSA build level; 0 when it states none.</summary>
    public long SummaryBuildLevel { get; init; }

    /// <summary>Of a verification summary: what the artifact was fetched as.</summary>
    public string SummaryResource { get; init; } = "";

    /// <summary>Of a verification summary: digest of the policy, <c>algorithm:hex</c>; empty when the policy is not pinned.</summary>
    public string SummaryPolicy { get; init; } = "";

    /// <summary>Every check that was made, passed or not, a line each: outcome and code, what was expected, what was found, the remedy. Empty without the caller's trust.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>The trusted root that judged a keyless signature: name, digest, import time and age; empty for other kinds.</summary>
    public string TrustRoot { get; init; } = "";
}
