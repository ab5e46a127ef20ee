using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Cms;

/// <summary>
/// Verifies detached CAdES-B-B signatures by one signer, offline, with every rule as a check of its own. The structure must be DER; certificates
/// in the signature are material for the path, trust comes from the caller.
/// </summary>
public static class CadesVerifier
{
    /// <param name="content">The signed bytes.</param>
    /// <param name="anchors">Null: everything but the path is checked, the path is indeterminate.</param>
    /// <param name="purpose">Extended key usage that the signer needs, see <see cref="CertificateOids"/>.</param>
    /// <param name="at">Time at which the path must be valid.</param>
    public static CadesVerification Verify(ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> content, TrustAnchors? anchors, string purpose, DateTimeOffset at)
    {
        var (data, problem) = SignedDataReader.Read(signature);
        if (data is null) return Unreadable([new VerificationCheck(CmsCodes.Structure, CheckOutcome.Failed, problem)]);

        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        checks.Add(Check(CmsCodes.Structure, !data.HasRevocations, "CMS SignedData in DER", "revocation lists stand in the signature, where the profile has none"));
        checks.Add(Check(CmsCodes.SignerCount, data.Signers.Length == 1, "one signer", $"{data.Signers.Length} signers, exactly one is allowed"));
        checks.Add(Check(CmsCodes.Detached, !data.HasContent && data.ContentType == CmsOids.Data, "detached, id-data", "the signature carries content of its own, or its type is not id-data"));
        if (data.Signers.IsEmpty) return Unreadable(checks.ToImmutable());

        var signer = data.Signers[0];
        var certificates = data.Certificates.Select(der => PemCertificates.LoadDer(der.Span)).ToArray();
        var certificate = certificates.FirstOrDefault(candidate => candidate is not null && IsNamedBy(candidate, signer));
        var verification = new SignerVerification(data, signer, certificate);
        checks.AddRange(verification.CheckAttributes(content.Span));
        checks.Add(Check(CmsCodes.SignerCertificate, certificate is not null && certificates.All(candidate => candidate is not null),
            "the signer's certificate is there", "the signer's certificate is not in the signature, or something there is no certificate"));
        checks.AddRange(verification.CheckSignature());
        var claimedAt = verification.ClaimedAt;
        if (certificate is not null)
        {
            checks.Add(CheckTime(certificate, claimedAt, at));
            var others = certificates.Where(candidate => candidate is not null && candidate != certificate).Select(candidate => candidate!).ToArray();
            checks.AddRange(CertificatePath.Check(certificate, others, anchors, purpose, at));
        }

        return new CadesVerification
        {
            Checks = checks.ToImmutable(),
            Subject = certificate?.Subject ?? "",
            Algorithm = verification.AlgorithmName,
            CertificateFingerprint = certificate is null ? "" : Fingerprints.Of(certificate),
            KeyFingerprint = certificate is not null && PublicKeys.Of(certificate, "signer").TryGet(out var key) ? key.Fingerprint : null,
            ClaimedAt = claimedAt,
            SignatureValue = signer.Signature,
            TimestampToken = verification.TimestampToken,
        };
    }

    private static bool IsNamedBy(X509Certificate2 certificate, SignerEntry signer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(signer.Issuer.Span) && certificate.SerialNumberBytes.Span.SequenceEqual(signer.SerialNumber.Span);

    private static VerificationCheck CheckTime(X509Certificate2 certificate, DateTimeOffset? claimedAt, DateTimeOffset at)
    {
        if (claimedAt is not { } claimed) return new VerificationCheck(CmsCodes.SigningTime, CheckOutcome.Failed, "no signing time");
        var isInside = claimed.UtcDateTime >= certificate.NotBefore.ToUniversalTime() && claimed.UtcDateTime <= certificate.NotAfter.ToUniversalTime();
        var isPast = claimed <= at.AddMinutes(5);
        var text = claimed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        return Check(CmsCodes.SigningTime, isInside && isPast, $"claims to be made at {text}",
            isPast ? $"claims {text}, when its certificate was not valid" : $"claims {text}, which is later than the time of checking");
    }

    private static VerificationCheck Check(Formats.Reading.DiagnosticCode code, bool passed, string good, string bad) => CertificateUsage.Check(code, passed, good, bad);

    private static CadesVerification Unreadable(ImmutableArray<VerificationCheck> checks) => new()
    {
        Checks = checks,
        Subject = "",
        Algorithm = "",
        CertificateFingerprint = "",
        KeyFingerprint = null,
        ClaimedAt = null,
        SignatureValue = default,
        TimestampToken = null,
    };
}
