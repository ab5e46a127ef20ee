using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>An in-toto statement with what came of checking its signature.</summary>
/// <param name="Statement">Null when the signed payload is not one that can be read.</param>
/// <param name="Assessment">Null when the statement is not signed.</param>
/// <param name="Provenance">The predicate when it is build provenance that can be read.</param>
/// <param name="More">What else is wrong with it, <c>CODE: sentence</c>.</param>
internal sealed record JudgedStatement(InTotoStatement? Statement, SignatureAssessment? Assessment, SlsaProvenance? Provenance, RawDocument Source, ImmutableArray<string> More)
{
    /// <summary>Whether a subject has the digest of the image or of the index that lists it.</summary>
    public bool IsAbout(ImageEvidence image, AttachedContents attached) =>
        Statement is not null && (Statement.IsAbout(image.Subject) || (attached.Index is { } index && Statement.IsAbout(index)));
}
