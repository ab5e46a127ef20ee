using System.Collections.Immutable;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Attestation.Notary;

namespace Compliance.Cryptography.Notary;

/// <summary>
/// Judges Notary Project signatures (signature-specification 1.1) by the caller's trust, offline: integrity, authenticity, time, expiry and revocation, each
/// reported, each as strict as the identity's level asks.
/// </summary>
public static class NotaryVerifier
{
    private const int MaxCertificates = 10;

    /// <param name="trust">Null when the caller gave none: the result is indeterminate.</param>
    /// <param name="at">The time that is judged where no timestamp proves another.</param>
    public static SignatureAssessment Assess(NotarySignature signature, SignatureSubject subject, TrustPolicy? trust, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(subject);
        var checks = new AssessmentBuilder { SignedDigest = signature.Target };
        if (signature.Target is not { } target) checks.Failed(NotaryCodes.Payload, "the payload names no digest");
        else if (subject.Digests.Contains(target)) checks.Passed(NotaryCodes.Payload, $"the payload names {target}");
        else checks.Failed(NotaryCodes.Payload, $"the payload names {target}, expected {string.Join(" or ", subject.Digests)}: it is the signature of another image");
        var certificates = Certificates(signature, checks);
        if (certificates.IsEmpty) return checks.Build();
        var algorithm = JudgeIntegrity(signature, certificates[0], checks);
        JudgeIdentities(signature, certificates, algorithm, trust, at, checks);
        return checks.Build();
    }

    private static ImmutableArray<ParsedCertificate> Certificates(NotarySignature signature, AssessmentBuilder checks)
    {
        var parsed = signature.Certificates.Take(MaxCertificates + 1).Select(der => ParsedCertificate.Read(der)).ToArray();
        if (parsed.Length is > 0 and <= MaxCertificates && parsed.All(certificate => certificate is not null)) return [.. parsed.Select(certificate => certificate!)];
        checks.Failed(NotaryCodes.Envelope, parsed.Length > MaxCertificates ? $"more than {MaxCertificates} certificates" : "no certificates beside the signature, or not X.509 in DER");
        return [];
    }

    private static SignatureAlgorithm? JudgeIntegrity(NotarySignature signature, ParsedCertificate leaf, AssessmentBuilder checks)
    {
        if (!leaf.Key.TryGet(out var key))
        {
            checks.Failed(NotaryCodes.Integrity, $"the certificate's key can't be used: {leaf.Key.Defects[0].Message}");
            return null;
        }

        if (AlgorithmOf(key) is not var (name, algorithm) || name != signature.Algorithm)
        {
            checks.Failed(NotaryCodes.Integrity, $"the algorithm is '{signature.Algorithm}', which does not belong to a {key} key");
            return null;
        }

        if (!key.VerifySideBySide(signature.SignedBytes.AsSpan(), signature.Signature.AsSpan(), algorithm))
        {
            checks.Failed(NotaryCodes.Integrity, "the signature does not verify with its certificate's key: it was changed");
            return null;
        }

        checks.Passed(NotaryCodes.Integrity, $"the signature verifies with {algorithm.Name}");
        checks.Add(SignatureCodes.Algorithm, algorithm.IsApproved ? CheckOutcome.Passed : CheckOutcome.Note, $"{algorithm.Name} ({algorithm.Source})");
        return algorithm;
    }

    // Signature specification, "Signature Algorithm Requirements": the key decides the algorithm.
    private static (string Name, SignatureAlgorithm Algorithm)? AlgorithmOf(PublicKey key) => key.Kind switch
    {
        KeyKind.EcdsaP256 => ("ES256", SignatureAlgorithms.Ecdsa(256, "sha256")),
        KeyKind.EcdsaP384 => ("ES384", SignatureAlgorithms.Ecdsa(384, "sha384")),
        KeyKind.EcdsaP521 => ("ES512", SignatureAlgorithms.Ecdsa(521, "sha512")),
        KeyKind.Rsa when key.Bits == 2048 => ("PS256", SignatureAlgorithms.Rsa(SignatureFamily.RsaPss, 2048, "sha256")),
        KeyKind.Rsa when key.Bits == 3072 => ("PS384", SignatureAlgorithms.Rsa(SignatureFamily.RsaPss, 3072, "sha384")),
        KeyKind.Rsa when key.Bits == 4096 => ("PS512", SignatureAlgorithms.Rsa(SignatureFamily.RsaPss, 4096, "sha512")),
        _ => null,
    };

    private static void JudgeIdentities(
        NotarySignature signature, ImmutableArray<ParsedCertificate> certificates, SignatureAlgorithm? algorithm, TrustPolicy? trust, DateTimeOffset at, AssessmentBuilder checks)
    {
        if (trust is null)
        {
            checks.Indeterminate(SignatureCodes.Trust, "no trust was given: name the signer's anchors with --trust");
            return;
        }

        // A signature belongs to one signer: the identity under which it fares best speaks.
        var best = trust.Identities.Where(identity => identity.Notary is not null)
            .Select(identity => (Identity: identity, Checks: new NotaryTrust(identity.Notary!, at).Judge(signature, certificates)))
            .OrderByDescending(tried => VerificationCheck.Worst(tried.Checks)).ThenBy(tried => tried.Identity.Name, StringComparer.Ordinal).FirstOrDefault();
        if (best.Identity is null)
        {
            checks.Indeterminate(SignatureCodes.Certificate, "signed below anchors that nobody named: add them to trust.yaml under notary");
            return;
        }

        checks.AddRange(best.Checks);
        if (algorithm is null || VerificationCheck.Worst(best.Checks) < CheckOutcome.Note || !certificates[0].Key.TryGet(out var key)) return;
        checks.Signed(best.Identity, algorithm, key.Fingerprint);
    }
}
