using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Attestation;

namespace Compliance.Cryptography.Dsse;

/// <summary>
/// Checks the signatures of a DSSE envelope (DSSE 1.0) against the keys that the caller trusts. Whether the statement inside is about the image is the
/// caller's question: the payload is parsed after this, from the same bytes.
/// </summary>
public static class DsseVerifier
{
    /// <summary>Signatures that are looked at; more are refused.</summary>
    public const int MaxSignatures = 32;

    /// <summary>Any one signature by a trusted key is enough: this is for bare envelopes; bundles have their own verifier.</summary>
    /// <param name="trust">Null when the caller gave none: the result is indeterminate.</param>
    /// <param name="at">The time that is judged.</param>
    /// <param name="attached">How cosign attached the envelope, with its bytes as stored; null when it came alone.</param>
    public static SignatureAssessment Assess(DsseEnvelope envelope, TrustPolicy? trust, DateTimeOffset at, AttachedEnvelope? attached = null)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var checks = new AssessmentBuilder();
        JudgePayloadType(envelope, checks);
        var usable = envelope.Signatures.Where(signature => !signature.Signature.IsEmpty).ToImmutableArray();
        if (envelope.Signatures.Length is 0 or > MaxSignatures)
            checks.Failed(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{envelope.Signatures.Length} signatures in the envelope, expected 1 to {MaxSignatures}"));
        else if (usable.IsEmpty) checks.Failed(SignatureCodes.Encoding, "every signature value of the envelope is empty");
        else Judge(envelope, usable, trust, at, attached, checks);
        return checks.Build();
    }

    internal static void JudgePayloadType(DsseEnvelope envelope, AssessmentBuilder checks)
    {
        if (string.Equals(envelope.PayloadType, DsseEnvelope.InTotoPayloadType, StringComparison.Ordinal)) checks.Passed(SignatureCodes.PayloadType, $"payload type {envelope.PayloadType}");
        else checks.Failed(SignatureCodes.PayloadType, $"payload type is '{envelope.PayloadType}', expected {DsseEnvelope.InTotoPayloadType}: attest again with a tool that makes in-toto statements");
    }

    private static void Judge(
        DsseEnvelope envelope, ImmutableArray<DsseSignature> signatures, TrustPolicy? trust, DateTimeOffset at, AttachedEnvelope? attached, AssessmentBuilder checks)
    {
        // One signature that verifies decides; otherwise the reasons of the first one speak for all, which were tried with the same keys.
        var encoded = envelope.PreAuthenticationEncoding();
        var known = trust is null ? null : signatures.FirstOrDefault(signature => trust.Find(encoded, signature.Signature.AsSpan(), signature.KeyId, out _) is not null);
        if (known is null && attached is not null && attached.Annotations.ContainsKey(SimpleSigning.SimpleSigningLayer.CertificateAnnotation))
        {
            JudgeAttached(envelope, signatures, encoded, trust, attached, checks);
        }
        else if (known is null && signatures.Any(signature => signature.Certificate.Length > 0))
        {
            checks.Indeterminate(
                SignatureCodes.Certificate,
                "signed with a certificate that stands beside the signature, and nothing proves when: no verified time source. Ask for a bundle with a log entry or timestamp");
        }
        else
        {
            var judged = known ?? signatures[0];
            if (checks.JudgeByKeys(trust, encoded, judged.Signature.AsSpan(), judged.KeyId, at) && signatures.Length > 1)
                checks.Note(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{signatures.Length} signatures in the envelope; one by a trusted key is enough"));
        }
    }

    private static void JudgeAttached(
        DsseEnvelope envelope, ImmutableArray<DsseSignature> signatures, byte[] encoded, TrustPolicy? trust, AttachedEnvelope attached, AssessmentBuilder checks)
    {
        if (signatures is not [var only])
        {
            checks.Failed(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{signatures.Length} signatures beside one certificate, expected one"));
            return;
        }

        // cosign stamps the whole envelope of an attestation, not its signature.
        var material = LegacyMaterial.Read(
            attached.Annotations, only.Signature.AsMemory(), SigstoreArtifact.Of(encoded), envelope.Payload.AsMemory(), attached.Bytes, attached.Bytes, checks);
        if (material is not null) checks.JudgeKeyless(trust, (root, needed) => new MaterialVerifier(root, needed, new CheckList()).Verify(material, null));
    }
}
