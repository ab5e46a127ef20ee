using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Certificates;

/// <summary>
/// Builds and checks the path from a signer to the caller's roots (RFC 5280 section 6) at a time, offline: nothing is fetched, and the platform's
/// own roots are never used.
/// </summary>
internal static class CertificatePath
{
    private static readonly string[] StrongSignatures =
    [
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13", "1.2.840.113549.1.1.10",
    ];

    /// <param name="others">Certificates that came with the signature: material for the path, never its end.</param>
    /// <param name="purpose">Object identifier of the extended key usage that the signer needs.</param>
    public static ImmutableArray<VerificationCheck> Check(X509Certificate2 signer, IReadOnlyCollection<X509Certificate2> others, TrustAnchors? anchors, string purpose, DateTimeOffset at)
    {
        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        checks.AddRange(CertificateUsage.CheckSigner(signer, purpose));
        checks.AddRange(Strength([signer, .. others]));
        if (anchors is null)
        {
            checks.Add(new VerificationCheck(CertificateCodes.Chain, CheckOutcome.Indeterminate, "no trust anchor was given: integrity only, anyone may have signed this"));
            return checks.ToImmutable();
        }

        using var chain = new X509Chain { ChainPolicy = Policy(others, anchors, purpose, at) };
        bool isBuilt;
        try
        {
            isBuilt = chain.Build(signer);
        }
        catch (CryptographicException broken)
        {
            checks.Add(new VerificationCheck(CertificateCodes.Chain, CheckOutcome.Failed, $"the path can't be built: {broken.Message}"));
            return checks.ToImmutable();
        }

        var elements = chain.ChainElements.Select(element => element.Certificate).ToArray();
        checks.AddRange(Statuses(chain, isBuilt, elements, anchors, at));
        checks.AddRange(Unused(others, elements));
        checks.Add(Revocation([signer, .. others]));
        return checks.ToImmutable();
    }

    private static X509ChainPolicy Policy(IReadOnlyCollection<X509Certificate2> others, TrustAnchors anchors, string purpose, DateTimeOffset at)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTimeIgnored = false,
            VerificationTime = at.UtcDateTime,
        };
        policy.ApplicationPolicy.Add(new Oid(purpose));
        policy.CustomTrustStore.AddRange(anchors.Certificates.ToArray());
        policy.ExtraStore.AddRange(others.ToArray());
        return policy;
    }

    private static IEnumerable<VerificationCheck> Statuses(X509Chain chain, bool isBuilt, X509Certificate2[] elements, TrustAnchors anchors, DateTimeOffset at)
    {
        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        var ends = elements.Length > 0 && anchors.Certificates.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(elements[^1].RawDataMemory.Span));
        const X509ChainStatusFlags time = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;
        const X509ChainStatusFlags purpose = X509ChainStatusFlags.NotValidForUsage;
        const X509ChainStatusFlags constraints = X509ChainStatusFlags.InvalidBasicConstraints | X509ChainStatusFlags.InvalidNameConstraints | X509ChainStatusFlags.InvalidExtension
            | X509ChainStatusFlags.InvalidPolicyConstraints | X509ChainStatusFlags.HasExcludedNameConstraint | X509ChainStatusFlags.HasNotPermittedNameConstraint
            | X509ChainStatusFlags.HasNotDefinedNameConstraint | X509ChainStatusFlags.HasNotSupportedNameConstraint | X509ChainStatusFlags.HasNotSupportedCriticalExtension;
        var rest = flags & ~(time | purpose | constraints);
        var when = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        yield return CertificateUsage.Check(CertificateCodes.Chain, ends && rest == X509ChainStatusFlags.NoError && (isBuilt || flags != X509ChainStatusFlags.NoError),
            $"chain to {anchors.Name} ({(elements.Length > 0 ? Fingerprints.Of(elements[^1]) : "")})", $"no path to a certificate of {anchors.Name}{(rest == X509ChainStatusFlags.NoError ? "" : $" ({rest})")}");
        yield return CertificateUsage.Check(CertificateCodes.Validity, (flags & time) == X509ChainStatusFlags.NoError, $"every certificate is valid at {when}", $"a certificate is expired or not yet valid at {when}");
        yield return CertificateUsage.Check(CertificateCodes.Constraints, (flags & (constraints | purpose)) == X509ChainStatusFlags.NoError, "constraints hold", $"a certificate breaks a constraint ({flags & (constraints | purpose)})");
    }

    private static IEnumerable<VerificationCheck> Strength(X509Certificate2[] certificates)
    {
        foreach (var certificate in certificates)
        {
            var oid = certificate.SignatureAlgorithm.Value ?? "";
            yield return CertificateUsage.Check(CertificateCodes.WeakSignature, StrongSignatures.Contains(oid, StringComparer.Ordinal),
                $"'{certificate.Subject}' is signed with SHA-2", $"'{certificate.Subject}' is signed with {certificate.SignatureAlgorithm.FriendlyName ?? oid}: ECDSA or RSA with SHA-256, SHA-384 or SHA-512 is needed");
            yield return Key(certificate);
        }
    }

    private static VerificationCheck Key(X509Certificate2 certificate)
    {
        var reading = PublicKeys.Of(certificate, certificate.Subject);
        if (!reading.TryGet(out var key)) return new VerificationCheck(CertificateCodes.WeakKey, CheckOutcome.Failed, reading.Defects[0].Message);
        if (key.Kind != KeyKind.Rsa) return new VerificationCheck(CertificateCodes.WeakKey, CheckOutcome.Passed, $"'{certificate.Subject}' has a key on {key}");
        using var rsa = certificate.GetRSAPublicKey();
        var exponent = new System.Numerics.BigInteger(rsa!.ExportParameters(false).Exponent, isUnsigned: true, isBigEndian: true);

        // FIPS 186-5 section 5.1: "The public exponent e shall be ... an odd, positive integer such that 2^16 < e < 2^256".
        if (exponent <= 65536) return new VerificationCheck(CertificateCodes.WeakKey, CheckOutcome.Failed, $"'{certificate.Subject}' has the RSA exponent {exponent}");
        return key.Bits >= 3072
            ? new VerificationCheck(CertificateCodes.WeakKey, CheckOutcome.Passed, $"'{certificate.Subject}' has an {key} key")
            : new VerificationCheck(CertificateCodes.WeakKey, CheckOutcome.Note, $"'{certificate.Subject}' has an {key} key; 3072 bits and more are signed with here");
    }

    // A certificate that takes no part in the path could be anything.
    private static IEnumerable<VerificationCheck> Unused(IReadOnlyCollection<X509Certificate2> others, X509Certificate2[] elements) => others
        .Where(other => !elements.Any(element => element.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span)))
        .Select(other => new VerificationCheck(CertificateCodes.UnusedCertificate, CheckOutcome.Failed, $"'{other.Subject}' came with the signature and is no part of its path"));

    private static VerificationCheck Revocation(X509Certificate2[] certificates)
    {
        var promises = certificates.Any(certificate => certificate.Extensions.Any(extension =>
            extension.Oid?.Value is CertificateOids.CrlDistributionPoints or CertificateOids.AuthorityInformationAccess));
        return promises
            ? new VerificationCheck(CertificateCodes.Revocation, CheckOutcome.Note, "the certificates name a revocation service; nothing is fetched offline, so revocation is not checked")
            : new VerificationCheck(CertificateCodes.Revocation, CheckOutcome.Passed, "the certificates name no revocation service");
    }
}
