using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.Summaries;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>An in-toto statement with what came of checking its signature.</summary>
/// <param name="Statement">Null when the signed payload is not one that can be read.</param>
/// <param name="Assessment">Null when the statement is not signed.</param>
/// <param name="Provenance">The predicate when it is build provenance that can be read.</param>
/// <param name="More">What else is wrong with it, <c>CODE: sentence</c>.</param>
internal sealed record JudgedStatement(InTotoStatement? Statement, SignatureAssessment? Assessment, SlsaProvenance? Provenance, RawDocument Source, ImmutableArray<string> More)
{
    /// <summary>Provenance and certificate side by side; null where one of them is missing.</summary>
    public ProvenanceAgreement? Agreement { get; init; }

    /// <summary>The predicate when it is a verification summary that can be read.</summary>
    public VerificationSummary? Summary { get; init; }

    /// <summary>Whether a subject has the digest of the image or of the index that lists it.</summary>
    public bool IsAbout(ImageEvidence image, AttachedContents attached) =>
        Statement is not null && (Statement.IsAbout(image.Subject) || (attached.Index is { } index && Statement.IsAbout(index)));

    /// <summary>The image's digest, or that of its index, which the statement names; empty when it names neither.</summary>
    public string SignedDigest(ImageEvidence image, AttachedContents attached) =>
        Statement is null || !IsAbout(image, attached) ? "" : StatementSubject.Of(Statement, attached.Index is { } index ? [image.Subject, index] : [image.Subject]);
}
