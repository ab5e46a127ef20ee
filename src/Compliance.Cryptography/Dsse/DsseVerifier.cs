using System.Collections.Immutable;
using System.Globalization;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore;
using Compliance.Cryptography.Sigstore.Certificates;
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
        var known = trust is null ? null : signatures.FirstOrDefault(signature => trust.Find(encoded, signature.Signature.AsSpan(), signature.KeyId, envelope.Payload.AsSpan(), out _) is not null);
        if (known is null && attached is not null && attached.Annotations.ContainsKey(SimpleSigning.SimpleSigningLayer.CertificateAnnotation))
        {
            JudgeAttached(envelope, signatures, encoded, trust, at, attached, checks);
        }
        else if (known is null && signatures.Any(signature => signature.Certificate.Length > 0))
        {
            JudgeBare(signatures.First(signature => signature.Certificate.Length > 0), encoded, trust, checks);
        }
        else
        {
            var judged = known ?? signatures[0];
            if (attached is not null) checks.Timestamps = LegacyMaterial.Timestamps(attached.Annotations, attached.Bytes, checks);
            if (checks.JudgeByKeys(trust, encoded, judged.Signature.AsSpan(), judged.KeyId, at, envelope.Payload.AsSpan()) && signatures.Length > 1)
                checks.Note(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{signatures.Length} signatures in the envelope; one by a trusted key is enough"));
        }
    }

    // A certificate beside a bare signature may contradict it, but nothing can confirm it: no log entry or timestamp says when it was made.
    private static void JudgeBare(DsseSignature signature, byte[] encoded, TrustPolicy? trust, AssessmentBuilder checks)
    {
        if (LegacyMaterial.Certificates(signature.Certificate) is not [var leaf, .. var others] || !leaf.Key.TryGet(out var key))
        {
            checks.Failed(SignatureCodes.Certificate, "the certificate beside the signature can't be used");
            return;
        }

        if (key.FindAlgorithm(encoded, signature.Signature.AsSpan()) is null) checks.Failed(SignatureCodes.Key, "the certificate beside the signature does not verify it");
        if (trust is null)
        {
            checks.Indeterminate(SignatureCodes.Trust, "no trust was given: name the signer's instance and identity with --trust");
            return;
        }

        var keyless = trust.Identities.Where(identity => identity.Keyless is not null).ToArray();
        var vouching = keyless.Where(identity => !SigningPath.Find(leaf, others, identity.Keyless!.Root.CertificateAuthorities).IsEmpty).ToArray();
        var claims = SigningClaimsReader.Read(leaf);
        if (keyless.Length > 0 && vouching.Length == 0) checks.Failed(SigstoreCodes.Path, "no authority of the trusted roots issued the certificate beside the signature");
        else if (vouching.Length > 0 && !vouching.Any(identity => identity.Keyless!.Expected.NameMatches(claims) && identity.Keyless.Expected.IssuerMatches(claims)))
            checks.Failed(SigstoreCodes.Identity, $"the certificate names {string.Join(", ", claims.Names)}, issued by {claims.Issuer ?? "nobody"}: no identity of trust.yaml");
        checks.Indeterminate(SignatureCodes.Certificate, "nothing proves when the certificate beside the signature was used: no verified time source. Ask for a bundle with a log entry or timestamp");
    }

    private static void JudgeAttached(
        DsseEnvelope envelope, ImmutableArray<DsseSignature> signatures, byte[] encoded, TrustPolicy? trust, DateTimeOffset at, AttachedEnvelope attached, AssessmentBuilder checks)
    {
        if (signatures is not [var only])
        {
            checks.Failed(SignatureCodes.Count, string.Create(CultureInfo.InvariantCulture, $"{signatures.Length} signatures beside one certificate, expected one"));
            return;
        }

        // cosign stamps the whole envelope of an attestation, not its signature.
        var material = LegacyMaterial.Read(
            attached.Annotations, only.Signature.AsMemory(), SigstoreArtifact.Of(encoded), envelope.Payload.AsMemory(), attached.Bytes, attached.Bytes, checks);
        if (material is not null) checks.JudgeKeyless(trust, at, (root, needed) => new MaterialVerifier(root, needed, new CheckList()).Verify(material, null));
    }
}
