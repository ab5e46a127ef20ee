using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Signatures;

/// <summary>Everything signed that lies beside an image, read and judged once for all collectors that speak of it.</summary>
internal sealed record AttachedContents
{
    /// <summary>Null without trust: the caller gave none, or it was refused.</summary>
    public required TrustPolicy? Trust { get; init; }

    /// <summary>Why nobody is trusted; empty when <see cref="Trust"/> is there.</summary>
    public required string NoTrust { get; init; }

    /// <summary>The index that lists the image; null when none does.</summary>
    public required Digest? Index { get; init; }

    public required ImmutableArray<JudgedSignature> Signatures { get; init; }

    public required ImmutableArray<JudgedStatement> Statements { get; init; }

    /// <summary>Layers that claim to be signatures, by their descriptors.</summary>
    public required int DeclaredSignatures { get; init; }

    /// <summary>Layers that claim to be attestations, by their descriptors.</summary>
    public required int DeclaredAttestations { get; init; }

    public required ImmutableArray<AttachedGap> Gaps { get; init; }

    /// <summary>Whether everything beside the image was found and could be opened: only then are the counts true.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The repository that the caller named; null for a layout or an archive.</summary>
    public required string? Repository { get; init; }

    public static AttachedContents Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => new AttachedReader(evidence, context).Read());

    /// <summary>The same of an artifact beside the image, such as the SBOM that a signature is attached to.</summary>
    public static AttachedContents OfArtifact(Digest artifact, ImageEvidence image, CollectionContext context) => new AttachedReader(image, context).ReadOf(artifact);

    /// <summary>States gaps and coverage of one kind.</summary>
    public void Report(FactKind kind, ImageEvidence image, FactSetBuilder facts)
    {
        facts.Cover(kind, image.AttachedComplete ? Coverage.Complete : Coverage.Partial);
        foreach (var gap in Gaps.Where(gap => gap.Kind == kind)) facts.Gap(gap.Code, kind, gap.Locator, gap.Message);
    }

    /// <summary>Which of the image's digests a signed digest is: <c>manifest</c>, <c>index</c>, or empty for neither.</summary>
    public string Covers(string signedDigest, Digest subject) =>
        signedDigest.Length == 0 ? "" : signedDigest == subject.ToString() ? "manifest" : signedDigest == Index?.ToString() ? "index" : "";
}
