using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Sigstore;

/// <summary>Judges a Sigstore bundle that is attached to an image by the caller's trust: known keys first, else the instances that the trust folder names.</summary>
public static class BundleAssessor
{
    /// <param name="subject">For a message signature: the image's digests, one of which must have been signed. An envelope's statement is the caller's to compare.</param>
    /// <param name="trust">Null when the caller gave none: the result is indeterminate.</param>
    /// <param name="at">The time that is judged for known keys; keyless signatures prove theirs.</param>
    public static SignatureAssessment Assess(SigstoreBundle bundle, SignatureSubject subject, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(subject);
        var checks = new AssessmentBuilder();
        if (bundle.Envelope is { } envelope) JudgeEnvelope(bundle, envelope, trust, at, limits, checks);
        else JudgeMessage(bundle, subject, trust, at, limits, checks);
        return checks.Build();
    }

    private static void JudgeEnvelope(SigstoreBundle bundle, DsseEnvelope envelope, TrustPolicy? trust, DateTimeOffset at, Limits limits, AssessmentBuilder checks)
    {
        var encoded = envelope.PreAuthenticationEncoding();
        var signature = envelope.Signatures[0].Signature.AsSpan();
        var keyId = envelope.Signatures[0].KeyId;
        if (bundle.PublicKeyHint is null && trust?.Find(encoded, signature, keyId, default, out _) is null)
        {
            checks.JudgeKeyless(trust, at, (root, needed) => new SigstoreVerifier(root, needed).Verify(bundle, null, null, null, limits));
            return;
        }

        DsseVerifier.JudgePayloadType(envelope, checks);
        checks.Timestamps = Timestamps(bundle, envelope.Signatures[0].Signature.AsMemory(), limits, checks);
        if (checks.JudgeByKeys(trust, encoded, signature, keyId, at)) NoteLog(bundle, checks);
    }

    private static void JudgeMessage(SigstoreBundle bundle, SignatureSubject subject, TrustPolicy? trust, DateTimeOffset at, Limits limits, AssessmentBuilder checks)
    {
        // A message signature names nothing: it is about whichever of the image's digests it verifies over.
        var message = bundle.Message!;
        foreach (var digest in subject.Digests)
        {
            var signer = trust?.Identities.FirstOrDefault(identity => identity.Key is { } key && Algorithm(key, digest, message) is not null);
            if (signer?.Key is not { } known) continue;
            checks.SignedDigest = digest;
            checks.Timestamps = Timestamps(bundle, message.Signature.AsMemory(), limits, checks);
            checks.Accept(signer, Algorithm(known, digest, message)!, known.Fingerprint);
            checks.JudgeWindow(signer, at);
            NoteLog(bundle, checks);
            return;
        }

        if (bundle.PublicKeyHint is not null)
        {
            if (trust is null) checks.Indeterminate(SignatureCodes.Trust, "no trust was given: name the keys with --trust");
            else checks.Failed(SignatureCodes.Key, "none of the trusted keys verifies it over a digest of the image");
            return;
        }

        var signed = subject.Digests.FirstOrDefault(digest => SignedOver(bundle, digest));
        checks.SignedDigest = signed;
        var artifact = SigstoreArtifact.Of(signed ?? subject.Digests[0]);
        checks.JudgeKeyless(trust, at, (root, needed) => new SigstoreVerifier(root, needed).Verify(bundle, artifact, null, null, limits));
    }

    private static AttachedTimestamps Timestamps(SigstoreBundle bundle, ReadOnlyMemory<byte> signature, Limits limits, CheckList checks)
    {
        var defects = new DefectCollector(limits);
        var responses = SigstoreVerifier.Timestamps(bundle.VerificationMaterial, defects);
        foreach (var defect in defects.ToImmutable()) checks.Failed(defect.Code, defect.ToString());
        return new AttachedTimestamps(responses, signature);
    }

    private static bool SignedOver(SigstoreBundle bundle, Digest digest) =>
        bundle.Certificates is [var leaf, ..] && ParsedCertificate.Read(leaf.AsMemory()) is { } certificate && certificate.Key.TryGet(out var key)
        && Algorithm(key, digest, bundle.Message!) is not null;

    private static SignatureAlgorithm? Algorithm(PublicKey key, Digest digest, BundleMessageSignature message) =>
        key.Algorithms.FirstOrDefault(algorithm => SigstoreArtifact.Of(digest).Hash(algorithm.Hash) is { } hash && key.VerifyHash(hash, message.Signature.AsSpan(), algorithm));

    private static void NoteLog(SigstoreBundle bundle, CheckList checks)
    {
        if (bundle.VerificationMaterial["tlogEntries"].Count > 0)
            checks.Note(SignatureCodes.Log, "the transparency log's entry beside the signature was not needed for a known key and was not checked");
    }
}
