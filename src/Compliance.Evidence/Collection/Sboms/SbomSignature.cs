using System.Collections.Immutable;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Formats;
using Compliance.Formats.Sbom;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Judges who signed a document: by the statement that carries it, or by signatures over the artifact that holds it.</summary>
internal static class SbomSignature
{
    /// <summary>Of a file of the image, which is signed with the image or not at all.</summary>
    public static SbomSigner OfFile { get; } = NotAsked("a file of the image: see the image's own signatures");

    /// <summary>Of a statement: by a signer who may attest its predicate type.</summary>
    public static SbomSigner OfStatement(JudgedStatement judged, AttachedContents attached)
    {
        if (judged.Assessment is not { } assessment)
            return SbomSigner.Nobody("the statement is not signed", $"{SignatureCollectionCodes.Unsigned}: the statement is not signed: anyone who could write to the registry may have written it");
        var type = judged.Statement!.PredicateType;
        return Judge(assessment, attached, signer => signer.MayAttest(type), $"attest {type}", judged.More, "");
    }

    /// <summary>Of an artifact: by signatures of any form over its manifest. With several the best one speaks, and the reasons against the others stay.</summary>
    public static SbomSigner OfArtifact(AttachedEvidence artifact, ImageEvidence image, CollectionContext context)
    {
        var digest = artifact.Manifest.Item.Sha256;
        var own = AttachedContents.OfArtifact(digest, image, context);
        if (own.Signatures.IsEmpty)
        {
            return own.IsComplete
                ? SbomSigner.Nobody("nobody signed the document's artifact")
                : NotAsked("not everything beside the image could be listed and read");
        }

        var judged = own.Signatures.Select(signature => Judge(signature, digest, own)).OrderByDescending(Rank).ToList();
        return judged[0] with { Failures = [.. judged.SelectMany(one => one.Failures).Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>Of a file that the caller gives: no signature is given with it, and none that it may hold itself is believed.</summary>
    public static SbomSigner OfGiven(SbomDocument sbom) => SbomSigner.NotAsked(
        Knowable<bool>.Known(false),
        sbom.HasSignature ? "no signature is asked for of a file that is given; the one in the document itself was verified by nobody" : "no signature is asked for of a file that is given");

    /// <summary>The manifest of an artifact; null when it can't be read.</summary>
    public static ImageManifest? Manifest(AttachedEvidence artifact, CollectionContext context) =>
        artifact.Manifest.Fits(context.Limits)
        && ImageManifest.Read(artifact.Manifest.ReadAll(context.Limits), artifact.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest) ? manifest : null;

    private static SbomSigner NotAsked(string why) => SbomSigner.NotAsked(Knowable<bool>.Unknown(why), why);

    private static SbomSigner Judge(JudgedSignature signature, Digest artifact, AttachedContents own)
    {
        // An envelope's statement names its subject itself: verifying says nothing of what was signed.
        ImmutableArray<string> other = own.Trust is null || signature.SignedDigest == artifact.ToString() || signature.Assessment.Failures.Length > 0 ? []
            : [$"{SignatureCodes.Subject}: the signature is about {(signature.SignedDigest.Length == 0 ? "no digest" : signature.SignedDigest)}, not about the artifact {artifact} that holds the document"];
        return Judge(signature.Assessment, own, signer => signer.May.Contains(TrustPurpose.SignImages), "sign images", other, signature.Assessment.SignedRepository);
    }

    private static SbomSigner Judge(SignatureAssessment assessment, AttachedContents attached, Func<TrustedIdentity, bool> rule, string purpose, ImmutableArray<string> more, string repository)
    {
        var words = new AssessmentWords(assessment, attached, !more.IsEmpty);
        var accepted = Accepted(words, rule, repository);
        ImmutableArray<string> refused = words.Outcome is { IsKnown: true, Value: "verified" } && accepted is { IsKnown: true, Value: false } && assessment.Signer is { } signer
            ? [$"{SignatureCodes.Purpose}: trust.yaml does not let '{signer.Name}' {purpose}{(rule(signer) ? " for this repository" : "")}"]
            : [];
        return new SbomSigner
        {
            Accepted = accepted,
            Outcome = words.Outcome,
            Name = words.Signer,
            KeyFingerprint = words.KeyFingerprint,
            Certificate = assessment.Claims is { } claims ? Words(claims) : "",
            Failures = attached.Trust is null ? [] : [.. assessment.Failures, .. more, .. refused],
        };
    }

    private static string Words(SigningClaims claims) => $"{string.Join(", ", claims.Names)}; issued for {claims.Issuer ?? "nobody"}";

    private static int Rank(SbomSigner one) =>
        one.Accepted is { IsKnown: true, Value: true } ? 4 : !one.Accepted.IsKnown ? 3 : one.Outcome is { IsKnown: true, Value: "verified" } ? 2 : one.Name.IsKnown ? 1 : 0;

    private static Knowable<bool> Accepted(AssessmentWords words, Func<TrustedIdentity, bool> rule, string signedRepository)
    {
        if (!words.Outcome.IsKnown) return Knowable<bool>.Unknown(words.Outcome.Reason);
        return words.Outcome.Value switch
        {
            "verified" => words.Allowed(rule, signedRepository),
            "failed" => Knowable<bool>.Known(false),
            _ => Knowable<bool>.Unknown("the signature can't be judged"),
        };
    }
}
