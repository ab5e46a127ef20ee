namespace Compliance.Cryptography.Algorithms;

/// <summary>How a signature is computed, apart from its hash and key size.</summary>
public enum SignatureFamily
{
    /// <summary>ECDSA, the signature as a DER sequence of r and s (RFC 3279 section 2.2.3).</summary>
    Ecdsa = 0,

    /// <summary>RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2).</summary>
    RsaPkcs1 = 1,

    /// <summary>RSASSA-PSS with the same hash in MGF1 and a salt as long as the hash (RFC 8017 section 8.1).</summary>
    RsaPss = 2,

    /// <summary>Pure Ed25519 (RFC 8032 section 5.1).</summary>
    Ed25519 = 3,
}
