using System.Collections.Immutable;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>Judges whether an accepted signature covers a document, by the caller's keys alone.</summary>
internal static class StatementSignature
{
    private static readonly Knowable<bool> NoTrust = Knowable<bool>.Unknown("the caller named no trusted keys");

    /// <summary>Of an envelope: by a key whose owner may attest this predicate type.</summary>
    public static Knowable<bool> OfEnvelope(DsseEnvelope envelope, string predicateType, ImageEvidence image, CollectionContext context)
    {
        if (envelope.Signatures.IsEmpty) return Knowable<bool>.Known(false);
        var trust = CallerTrust.Of(image, context.Limits);
        if (trust.Policy is null) return NoTrust;
        return Judge(DsseVerifier.Assess(envelope, trust.Policy, context.EvaluatedAt), (signer, repository) => signer.MayAttest(predicateType) ? signer.CoversRepository(repository) : false);
    }

    /// <summary>Of an artifact: by a container signature over its manifest.</summary>
    public static Knowable<bool> OfArtifact(AttachedEvidence artifact, ImageEvidence image, CollectionContext context)
    {
        var signatures = image.Attached.Where(other => other.Subject == artifact.Manifest.Item.Sha256).SelectMany(other => Layers(other, context)).ToList();
        if (signatures.Count == 0) return image.AttachedComplete ? Knowable<bool>.Known(false) : Knowable<bool>.Unknown("not everything beside the image could be listed");
        var trust = CallerTrust.Of(image, context.Limits);
        if (trust.Policy is null) return NoTrust;
        var subject = new SignatureSubject([artifact.Manifest.Item.Sha256]);
        var judged = signatures.ConvertAll(layer => Judge(SimpleSigningVerifier.Assess(layer, subject, trust.Policy, context.EvaluatedAt), MaySign));
        if (judged.Exists(one => one is { IsKnown: true, Value: true })) return Knowable<bool>.Known(true);
        var open = judged.Where(one => !one.IsKnown).ToList();
        return open.Count > 0 ? open[0] : Knowable<bool>.Known(false);
    }

    private static IEnumerable<SimpleSigningLayer> Layers(AttachedEvidence artifact, CollectionContext context)
    {
        if (Manifest(artifact, context) is not { } manifest) yield break;
        foreach (var layer in manifest.Layers.Where(layer => layer.MediaType.Text == SimpleSigning.MediaType))
        {
            if (artifact.Blobs.TryGetValue(layer.Digest, out var blob) && blob.Fits(context.Limits)) yield return new SimpleSigningLayer(blob.ReadAll(context.Limits), layer.Annotations.ToImmutableDictionary(StringComparer.Ordinal));
        }
    }

    internal static ImageManifest? Manifest(AttachedEvidence artifact, CollectionContext context) =>
        artifact.Manifest.Fits(context.Limits)
        && ImageManifest.Read(artifact.Manifest.ReadAll(context.Limits), artifact.Manifest.Item.Origin, null, context.Limits).TryGet(out var manifest) ? manifest : null;

    private static bool? MaySign(TrustedIdentity signer, string repository) => signer.May.Contains(TrustPurpose.SignImages) ? signer.CoversRepository(repository) : false;

    private static Knowable<bool> Judge(SignatureAssessment assessment, Func<TrustedIdentity, string, bool?> isAllowed)
    {
        if (assessment.Outcome == CheckOutcome.Failed) return Knowable<bool>.Known(false);
        if (assessment.Outcome == CheckOutcome.Indeterminate || assessment.Signer is not { } signer)
            return Knowable<bool>.Unknown(assessment.Failures.FirstOrDefault() ?? "the signature could not be checked");
        return isAllowed(signer, assessment.SignedRepository) is { } allowed
            ? Knowable<bool>.Known(allowed)
            : Knowable<bool>.Unknown($"'{signer.Name}' may sign for some repositories only, and the signed bytes name none");
    }
}
