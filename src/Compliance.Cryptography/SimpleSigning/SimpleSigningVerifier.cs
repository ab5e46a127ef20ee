using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Cryptography.SimpleSigning;

/// <summary>
/// Checks a cosign simple-signing signature: the payload names the image, and a trusted key signed the payload's exact bytes. All checks are made and
/// reported, also after one has failed.
/// </summary>
public static class SimpleSigningVerifier
{
    /// <summary>The only value of <c>critical.type</c> that cosign writes; other tools of this payload format write others.</summary>
    public const string PayloadType = "cosign container image signature";

    /// <summary>Bytes of a payload; real ones have a few hundred.</summary>
    public const int MaxPayloadBytes = 1 << 20;

    /// <param name="trust">Null when the caller gave none: the result is indeterminate unless a check fails that needs no key.</param>
    /// <param name="at">The time that is judged.</param>
    public static SignatureAssessment Assess(SimpleSigningLayer layer, SignatureSubject subject, TrustPolicy? trust, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(subject);
        var checks = new AssessmentBuilder();
        JudgePayload(layer.Payload, subject, checks);
        var signature = Signature(layer, checks);
        if (signature is not null) JudgeSignature(layer, signature, trust, at, checks);
        return checks.Build();
    }

    private static void JudgePayload(ReadOnlyMemory<byte> payload, SignatureSubject subject, AssessmentBuilder checks)
    {
        var reading = payload.Length > MaxPayloadBytes
            ? Readings.Reject<JsonTree>(JsonCodes.TooLarge, new Locator("payload"), "more than 1 MiB")
            : StrictJson.Read(payload, "payload");
        if (!reading.TryGet(out var tree))
        {
            checks.Failed(SignatureCodes.Payload, $"the payload can't be read ({string.Join("; ", reading.Defects.Take(3))}): sign again");
            return;
        }

        checks.Passed(SignatureCodes.Payload, "the payload can be read");
        var critical = tree.Root["critical"];
        var type = critical["type"].AsText;
        if (string.Equals(type, PayloadType, StringComparison.Ordinal)) checks.Passed(SignatureCodes.PayloadType, $"critical.type is '{type}'");
        else checks.Failed(SignatureCodes.PayloadType, $"critical.type is '{type}', expected '{PayloadType}': the signature was made for something else");
        checks.SignedRepository = Repository(critical["identity"]["docker-reference"].AsText);
        JudgeDigest(critical["image"]["docker-manifest-digest"].AsText, subject, checks);
    }

    private static void JudgeDigest(string? text, SignatureSubject subject, AssessmentBuilder checks)
    {
        var expected = string.Join(" or ", subject.Digests);
        if (!Digest.TryParse(text, out var digest))
        {
            checks.Failed(SignatureCodes.Subject, $"critical.image.docker-manifest-digest is '{text}', expected {expected}");
            return;
        }

        checks.SignedDigest = digest;
        if (subject.Digests.Contains(digest)) checks.Passed(SignatureCodes.Subject, $"the payload names {digest}");
        else checks.Failed(SignatureCodes.Subject, $"the payload names {digest}, expected {expected}: it is the signature of another image");
    }

    private static byte[]? Signature(SimpleSigningLayer layer, AssessmentBuilder checks)
    {
        var text = layer.Annotations.GetValueOrDefault(SimpleSigningLayer.SignatureAnnotation);
        if (string.IsNullOrEmpty(text))
        {
            checks.Failed(SignatureCodes.Encoding, $"no annotation {SimpleSigningLayer.SignatureAnnotation}: the layer holds no signature");
            return null;
        }

        var buffer = new byte[(text.Length / 4 * 3) + 3];
        if (Convert.TryFromBase64String(text, buffer, out var written) && written > 0)
        {
            checks.Passed(SignatureCodes.Encoding, "the signature can be decoded");
            return buffer[..written];
        }

        checks.Failed(SignatureCodes.Encoding, $"annotation {SimpleSigningLayer.SignatureAnnotation} is not base64");
        return null;
    }

    private static void JudgeSignature(SimpleSigningLayer layer, byte[] signature, TrustPolicy? trust, DateTimeOffset at, AssessmentBuilder checks)
    {
        // A pinned certificate is a known key like any other; only else must the instance vouch for it.
        var isKnown = trust?.Find(layer.Payload.Span, signature, null, default, out _) is not null;
        if (!isKnown && layer.Annotations.ContainsKey(SimpleSigningLayer.CertificateAnnotation))
        {
            var content = SigstoreArtifact.Of(layer.Payload);
            if (LegacyMaterial.Read(layer.Annotations, signature, content, null, null, signature, checks) is { } material)
                checks.JudgeKeyless(trust, at, (root, needed) => new MaterialVerifier(root, needed, new CheckList()).Verify(material, null));
            return;
        }

        checks.Timestamps = LegacyMaterial.Timestamps(layer.Annotations, signature, checks);
        checks.JudgeByKeys(trust, layer.Payload.Span, signature, keyId: null, at);
        if (isKnown && layer.Annotations.ContainsKey(SimpleSigningLayer.BundleAnnotation))
            checks.Note(SignatureCodes.Log, "the transparency log's entry beside the signature was not needed for a known key and was not checked");
    }

    /// <summary>Registry and repository of a reference, without tag and digest; empty for none.</summary>
    private static string Repository(string? reference)
    {
        if (string.IsNullOrEmpty(reference)) return "";
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? reference : reference[..at];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
