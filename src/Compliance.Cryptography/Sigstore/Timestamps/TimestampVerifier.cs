using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Roots;
using Compliance.Cryptography.Timestamps;

namespace Compliance.Cryptography.Sigstore.Timestamps;

/// <summary>
/// Checks RFC 3161 timestamps over a signature against the timestamp authorities of a trusted root. A bundle's field holds a TimeStampResp (section 2.4.2),
/// not a bare token. The authority's certificate is often not in the token and then comes from the trusted root.
/// </summary>
internal static class TimestampVerifier
{
    /// <summary>The proven time, the authority and the algorithm of its signature; null with the reason when the timestamp proves nothing.</summary>
    /// <param name="response">TimeStampResp in DER.</param>
    /// <param name="stamped">The bytes whose hash must be in it: the raw signature.</param>
    public static (DateTimeOffset Time, AuthorityInstance Authority, string Algorithm)? Verify(ReadOnlyMemory<byte> response, ReadOnlyMemory<byte> stamped, TrustedRoot root, out string reason)
    {
        reason = "";
        if (TimestampResponses.Token(response, out reason) is not { } token) return null;
        if (TimestampToken.Read(token, stamped) is not { } read) return Refuse("its token is not CMS signed data over a TSTInfo", out reason);
        var details = read.Details;
        if (Imprint(details.HashAlgorithmId.Value, stamped.Span) is not { } expected) return Refuse($"its hash algorithm {details.HashAlgorithmId.Value} is not accepted", out reason);
        if (!expected.AsSpan().SequenceEqual(details.GetMessageHash().Span)) return Refuse("it is a timestamp of something else than this signature", out reason);
        return Judge(read, details.Timestamp, root, out reason);
    }

    private static (DateTimeOffset, AuthorityInstance, string)? Judge(TimestampToken token, DateTimeOffset time, TrustedRoot root, out string reason)
    {
        reason = $"no timestamp authority of {root.Name} made it";
        foreach (var authority in root.TimestampAuthorities)
        {
            foreach (var signer in (IEnumerable<ParsedCertificate>)[authority.Chain[0], .. token.Certificates])
            {
                if (!token.SignedBy(signer)) continue;
                var path = authority.Chain.Length == 1 && ReferenceEquals(signer, authority.Anchor)
                    ? new SigningPath(authority, [signer])
                    : SigningPath.Find(signer, token.Certificates, [authority]).FirstOrDefault();
                if (path is null) continue;
                if (Unfit(path, time) is { } cause)
                {
                    reason = cause;
                    continue;
                }

                if (token.IsBoundTo(signer)) return (time, authority, token.AlgorithmOf(signer));
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

    private static byte[]? Imprint(string? oid, ReadOnlySpan<byte> data) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(data),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(data),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(data),
        _ => null,
    };

    private static (DateTimeOffset, AuthorityInstance, string)? Refuse(string why, out string reason)
    {
        reason = why;
        return null;
    }
}
