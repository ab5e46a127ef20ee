using Compliance.Cryptography.Algorithms;

namespace Compliance.Cryptography.Signing;

/// <summary>
/// A private key with its certificate, wherever the key lives. A contract between strangers: the same key answers for the life of the object;
/// signing does not retry; a key that the world took away throws <see cref="System.Security.Cryptography.CryptographicException"/>. Thread safe.
/// </summary>
public interface ISigner
{
    SignerRole Role { get; }

    SignatureAlgorithm Algorithm { get; }

    /// <summary>Subject of the certificate, RFC 4514 order as the platform prints it.</summary>
    string Subject { get; }

    /// <summary><c>sha256:</c> and hex of the certificate's DER.</summary>
    string CertificateFingerprint { get; }

    /// <summary><c>sha256:</c> and hex of the DER of the root that verifiers need; empty when the signer was opened without it.</summary>
    string AnchorFingerprint { get; }

    /// <summary>Made by this product on first use: good for evaluation, not a statement by an organisation.</summary>
    bool IsSelfIssued { get; }

    /// <summary>Whether every detached signature carries an RFC 3161 token over its value (CAdES-B-T).</summary>
    bool IsTimestamped => false;

    /// <summary>A signature over the bytes by <see cref="Algorithm"/>: ECDSA as DER (RFC 3279 section 2.2.3), RSA as in RFC 8017.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);

    /// <summary>A detached CAdES-B-B signature (ETSI EN 319 122-1) over the content: CMS in DER with the certificates up to, not including, the root.</summary>
    /// <param name="signedAt">Claimed signing time; whole seconds, UTC.</param>
    byte[] SignDetached(ReadOnlyMemory<byte> content, DateTimeOffset signedAt);
}
