using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;

namespace Compliance.Cryptography.Timestamps;

/// <summary>Verifies RFC 3161 tokens over data at hand, offline, against the caller's roots at the time that the token states.</summary>
public static class TimestampVerifier
{
    private static readonly string[] Hashes = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <param name="token">CMS with a TSTInfo, DER.</param>
    /// <param name="data">What was stamped; for a signature timestamp the signature value.</param>
    /// <param name="anchors">Null: the authority's path is indeterminate.</param>
    public static TimestampVerification Verify(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> data, TrustAnchors? anchors)
    {
        if (!Rfc3161TimestampToken.TryDecode(token, out var decoded, out var length) || length != token.Length)
            return new TimestampVerification([new VerificationCheck(TimestampCodes.Structure, CheckOutcome.Failed, "not an RFC 3161 token")], null, "");
        try
        {
            return Verify(decoded, data, anchors);
        }
        catch (CryptographicException broken)
        {
            return new TimestampVerification([new VerificationCheck(TimestampCodes.Structure, CheckOutcome.Failed, $"the token can't be read: {broken.Message}")], null, "");
        }
    }

    private static TimestampVerification Verify(Rfc3161TimestampToken token, ReadOnlyMemory<byte> data, TrustAnchors? anchors)
    {
        var checks = ImmutableArray.CreateBuilder<VerificationCheck>();
        checks.Add(new VerificationCheck(TimestampCodes.Structure, CheckOutcome.Passed, "RFC 3161 token"));
        var genTime = token.TokenInfo.Timestamp.ToUniversalTime();
        var certificates = token.AsSignedCms().Certificates;
        var isStrong = Hashes.Contains(token.TokenInfo.HashAlgorithmId.Value, StringComparer.Ordinal);

        // Checks imprint, signature and the ESS attribute that binds the authority's certificate.
        var isValid = token.VerifySignatureForData(data.Span, out var authority, certificates);
        checks.Add(CertificateUsage.Check(TimestampCodes.Imprint, isValid && isStrong, "the token stamps this signature",
            isStrong ? "the token stamps something else, or its own signature is wrong" : "the token's imprint is not SHA-256, SHA-384 or SHA-512"));
        if (authority is null) return new TimestampVerification(checks.ToImmutable(), genTime, "");

        // RFC 3161 section 2.3: "The corresponding certificate MUST contain only one instance of the extended key usage field extension ... KeyPurposeID having value id-kp-timeStamping. This extension MUST be critical."
        var purposes = authority.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToArray();
        checks.Add(CertificateUsage.Check(TimestampCodes.Authority, purposes is [{ Critical: true, EnhancedKeyUsages.Count: 1 }],
            $"'{authority.Subject}' only stamps", $"'{authority.Subject}' is not certified for time stamping alone, critically"));
        var others = certificates.Where(certificate => !certificate.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span)).ToArray();
        checks.AddRange(CertificatePath.Check(authority, others, anchors, CertificateOids.TimeStamping, genTime));
        return new TimestampVerification(checks.ToImmutable(), genTime, authority.Subject);
    }
}
