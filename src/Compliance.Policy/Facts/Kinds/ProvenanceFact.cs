using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>Build provenance (SLSA) that an attestation of the image carries.</summary>
public sealed record ProvenanceFact : FactValue
{
    public override FactKind Kind => FactKind.Provenance;

    /// <summary>Predicate type, for example <c>https://slsa.dev/provenance/v1</c>.</summary>
    public required string PredicateType { get; init; }

    public required string BuilderId { get; init; }

    public required string BuildType { get; init; }

    public required Knowable<string> SourceUri { get; init; }

    /// <summary>The digest that pins the source, <c>algorithm:hex</c>.</summary>
    public required Knowable<string> SourceDigest { get; init; }

    /// <summary>Materials or resolved dependencies named, and how many of them have a digest.</summary>
    public required long Dependencies { get; init; }

    public required long DependenciesWithDigest { get; init; }

    public required bool SubjectMatches { get; init; }

    /// <summary>Outcome of the attestation's signature.</summary>
    public required Knowable<string> Outcome { get; init; }

    public required Knowable<string> Signer { get; init; }

    public required Knowable<bool> SignerAllowed { get; init; }

    /// <summary>Whether the caller's trust lists this builder id for this signer.</summary>
    public required Knowable<bool> BuilderTrusted { get; init; }

    /// <summary>SLSA build level that the caller's trust states of this builder for this signer; 0 when the builder is not trusted.</summary>
    public Knowable<long> BuildLevel { get; init; } = Knowable<long>.Unknown("no build level is stated");

    /// <summary>Branch or tag, <c>refs/heads/main</c>; empty when none is stated.</summary>
    public string SourceRef { get; init; } = "";

    /// <summary>The run that built it; empty when none is stated.</summary>
    public string Invocation { get; init; } = "";

    /// <summary>The event that started the build; empty when none is stated.</summary>
    public string Trigger { get; init; } = "";

    /// <summary>Which digest the statement is about: <c>manifest</c>, <c>index</c>, or empty for neither.</summary>
    public string Covers { get; init; } = "";

    /// <summary>Whether what provenance and signing certificate both state is the same.</summary>
    public Knowable<bool> CertificateAgrees { get; init; } = Knowable<bool>.Unknown("no certificate says who built it");

    /// <summary>Every disagreement, <c>CODE: sentence</c>.</summary>
    public ImmutableArray<string> CertificateDifferences { get; init; } = [];

    /// <summary>Evidence of each requirement of SLSA's levels, a line each.</summary>
    public ImmutableArray<string> SlsaEvidence { get; init; } = [];
}
