using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>The signature algorithms of certificates and timestamps, by object identifier.</summary>
internal static class CertificateSignature
{
    /// <summary>Null for an algorithm that is not accepted: SHA-1, MD5, RSASSA-PSS with parameters, and everything unknown.</summary>
    public static SignatureAlgorithm? Algorithm(string oid, PublicKey key)
    {
        var (family, hash) = oid switch
        {
            "1.2.840.10045.4.3.2" => (SignatureFamily.Ecdsa, "sha256"),
            "1.2.840.10045.4.3.3" => (SignatureFamily.Ecdsa, "sha384"),
            "1.2.840.10045.4.3.4" => (SignatureFamily.Ecdsa, "sha512"),
            "1.2.840.113549.1.1.11" => (SignatureFamily.RsaPkcs1, "sha256"),
            "1.2.840.113549.1.1.12" => (SignatureFamily.RsaPkcs1, "sha384"),
            "1.2.840.113549.1.1.13" => (SignatureFamily.RsaPkcs1, "sha512"),
            "1.3.101.112" => (SignatureFamily.Ed25519, ""),
            _ => (SignatureFamily.Ecdsa, null),
        };
        return hash is null ? null : Of(family, hash, key);
    }

    /// <summary>The row for a key, or null when the key is of another kind.</summary>
    public static SignatureAlgorithm? Of(SignatureFamily family, string hash, PublicKey key) => (family, key.Kind) switch
    {
        (SignatureFamily.Ecdsa, KeyKind.EcdsaP256 or KeyKind.EcdsaP384 or KeyKind.EcdsaP521) => SignatureAlgorithms.Ecdsa(key.Bits, hash),
        (SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss, KeyKind.Rsa) => SignatureAlgorithms.Rsa(family, key.Bits, hash),
        (SignatureFamily.Ed25519, KeyKind.Ed25519) => SignatureAlgorithms.Ed25519,
        _ => null,
    };

    /// <summary>Whether the issuer's key signed the certificate. False also for algorithms that are not accepted or that the platform lacks.</summary>
    public static bool Verifies(ParsedCertificate certificate, PublicKey issuer)
    {
        try
        {
            return Algorithm(certificate.SignatureAlgorithm, issuer) is { } algorithm && issuer.Verify(certificate.Tbs.Span, certificate.Signature.Span, algorithm);
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}
