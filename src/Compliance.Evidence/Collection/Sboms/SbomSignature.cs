using System.Collections.Immutable;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Judges whether an accepted signature covers a document: one that verifies, by a signer whom the caller allows to sign such things.</summary>
internal static class SbomSignature
{
    /// <summary>Of a statement: by a signer who may attest its predicate type.</summary>
    public static Knowable<bool> OfStatement(JudgedStatement judged, AttachedContents attached) => judged.Assessment is null
        ? Knowable<bool>.Known(false)
        : Accepted(new AssessmentWords(judged.Assessment, attached, !judged.More.IsEmpty), signer => signer.MayAttest(judged.Statement!.PredicateType), "");

    /// <summary>Of an artifact: by a container signature over its manifest.</summary>
    public static Knowable<bool> OfArtifact(AttachedEvidence artifact, ImageEvidence image, AttachedContents attached, CollectionContext context)
    {
        var signatures = image.Attached.Where(other => other.Subject == artifact.Manifest.Item.Sha256).SelectMany(other => Layers(other, context)).ToList();
        if (signatures.Count == 0) return image.AttachedComplete ? Knowable<bool>.Known(false) : Knowable<bool>.Unknown("not everything beside the image could be listed");
        var subject = new SignatureSubject([artifact.Manifest.Item.Sha256], attached.Repository);
        var judged = signatures.ConvertAll(layer =>
        {
            var assessment = SimpleSigningVerifier.Assess(layer, subject, attached.Trust, context.EvaluatedAt);
            return Accepted(new AssessmentWords(assessment, attached), signer => signer.May.Contains(TrustPurpose.SignImages), assessment.SignedRepository);
        });
        if (judged.Exists(one => one is { IsKnown: true, Value: true })) return Knowable<bool>.Known(true);
        var open = judged.Where(one => !one.IsKnown).ToList();
        return open.Count > 0 ? open[0] : Knowable<bool>.Known(false);
    }

    /// <summary>The manifest of an artifact; null when it can't be read.</summary>
    public static ImageManifest? Manifest(AttachedEvidence artifact, CollectionContext context) =>
        artifact.Manifest.Fits(context.Limits)
        && ImageManifest.Read(artifact.Manifest.ReadAll(context.Limits), artifact.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest) ? manifest : null;

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

    private static IEnumerable<SimpleSigningLayer> Layers(AttachedEvidence artifact, CollectionContext context)
    {
        if (Manifest(artifact, context) is not { } manifest) yield break;
        foreach (var layer in manifest.Layers.Where(AttachedKind.IsSimpleSigning))
        {
            if (artifact.Blobs.TryGetValue(layer.Digest, out var blob) && blob.Fits(context.Limits))
                yield return new SimpleSigningLayer(blob.ReadAll(context.Limits), layer.Annotations.ToImmutableDictionary(StringComparer.Ordinal));
        }
    }
}
