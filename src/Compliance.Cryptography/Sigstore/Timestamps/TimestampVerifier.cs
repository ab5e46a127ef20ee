using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;

namespace Compliance.Cryptography.Sigstore.Timestamps;

/// <summary>
/// Checks RFC 3161 timestamps over a signature against the timestamp authorities of a trusted root. A bundle's field holds a TimeStampResp (section 2.4.2),
/// not a bare token. The authority's certificate is often not in the token and then comes from the trusted root.
/// </summary>
internal static class TimestampVerifier
{
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const int MaxBytes = 64 << 10;

    /// <summary>The proven time and the authority; null with the reason when the timestamp proves nothing.</summary>
    /// <param name="response">TimeStampResp in DER.</param>
    /// <param name="stamped">The bytes whose hash must be in it: the raw signature.</param>
    public static (DateTimeOffset Time, AuthorityInstance Authority)? Verify(ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> stamped, TrustedRoot root, out string reason)
    {
        reason = "";
        if (Token(response, out reason) is not { } token) return null;
        if (Content(token, out reason) is not { } read) return null;
        var (cms, details) = read;
        if (Imprint(details.HashAlgorithmId.Value, stamped.Span) is not { } expected) return Refuse($"its hash algorithm {details.HashAlgorithmId.Value} is not accepted", out reason);
        if (!expected.AsSpan().SequenceEqual(details.GetMessageHash().Span)) return Refuse("it is a timestamp of something else than this signature", out reason);
        return Judge(token, stamped, cms, details.Timestamp, root, out reason);
    }

    private static (DateTimeOffset, AuthorityInstance)? Judge(
        ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped, SignedCms cms, DateTimeOffset time, TrustedRoot root, out string reason)
    {
        reason = $"no timestamp authority of {root.Name} made it";
        var embedded = cms.Certificates.Select(certificate => ParsedCertificate.Read(certificate.RawDataMemory)).OfType<ParsedCertificate>().ToArray();
        foreach (var authority in root.TimestampAuthorities)
        {
            foreach (var signer in (IEnumerable<ParsedCertificate>)[authority.Chain[0], .. embedded])
            {
                if (!SignedBy(cms, signer)) continue;
                var path = authority.Chain.Length == 1 && ReferenceEquals(signer, authority.Anchor)
                    ? new SigningPath(authority, [signer])
                    : SigningPath.Find(signer, embedded, [authority]).FirstOrDefault();
                if (path is null) continue;
                if (Unfit(path, time) is { } cause)
                {
                    reason = cause;
                    continue;
                }

                if (Accepted(token, stamped, signer)) return (time, authority);
                reason = "its signed attributes do not fit the authority's certificate";
            }
        }

        return null;
    }

    private static string? Unfit(SigningPath path, DateTimeOffset time)
    {
        if (path.Forbids(CertificateRules.TimeStamping) is { } forbidden) return forbidden;

        // RFC 3161 section 2.3: the extended key usage "MUST be critical".
        if (!CertificateRules.HasCriticalPurpose(path.Certificates[0])) return "the authority's extended key usage is not critical";
        return path.IsOutside(time) is { } outside ? $"made at {SigstoreText.Of(time)}, but {outside}" : null;
    }

    // The platform checks the signed attributes: content type, message digest, ESS certificate id (RFC 5816).
    private static bool Accepted(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped, ParsedCertificate signer)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(signer.Encoded.Span);
        return Rfc3161TimestampToken.TryDecode(token, out var decoded, out _) && decoded.VerifySignatureForData(stamped.Span, out _, [certificate]);
    }

    private static bool SignedBy(SignedCms cms, ParsedCertificate signer)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(signer.Encoded.Span);
            cms.SignerInfos[0].CheckSignature([certificate], verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte>? Token(ReadOnlyMemory<byte> response, out string reason)
    {
        reason = "it is no TimeStampResp";
        if (response.Length is 0 or > MaxBytes) return null;
        try
        {
            var outer = new AsnReader(response, AsnEncodingRules.BER);
            var sequence = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (!sequence.ReadSequence().TryReadInt32(out var status) || !sequence.HasData) return null;
            if (status is 0 or 1) return sequence.ReadEncodedValue();
            reason = string.Create(CultureInfo.InvariantCulture, $"the authority refused with status {status}");
            return null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static (SignedCms Cms, Rfc3161TimestampTokenInfo Details)? Content(ReadOnlyMemory<byte> token, out string reason)
    {
        reason = "its token is not CMS signed data over a TSTInfo";
        try
        {
            var cms = new SignedCms();
            cms.Decode(token.Span);
            if (cms.ContentInfo.ContentType.Value != TstInfo || cms.SignerInfos.Count != 1 || cms.Certificates.Count > 16) return null;
            return Rfc3161TimestampTokenInfo.TryDecode(cms.ContentInfo.Content, out var details, out _) ? (cms, details) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Imprint(string? oid, ReadOnlySpan<byte> data) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(data),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(data),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(data),
        _ => null,
    };

    private static (DateTimeOffset, AuthorityInstance)? Refuse(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
