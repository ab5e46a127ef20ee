using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Signing;

/// <summary>
/// A private key that signs images and statements, wherever it lives; verifiers know it by its public half. A contract between strangers: the same key
/// answers for the life of the object; signing does not retry; a key that the world took away throws
/// <see cref="System.Security.Cryptography.CryptographicException"/>. Thread safe. Whoever opened it disposes of it.
/// </summary>
public interface ISigningKey : IDisposable
{
    PublicKey PublicKey { get; }

    /// <summary>Always approved: ECDSA P-256 with SHA-256, P-384 with SHA-384, or RSA of at least 3072 bits, PKCS#1 v1.5 with SHA-256.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>Where the key is, for people: <c>PEM</c>, or the token that keeps it.</summary>
    string Place { get; }

    /// <summary>A signature over the bytes by <see cref="Algorithm"/>: ECDSA as DER (RFC 3279 section 2.2.3), RSA as in RFC 8017.</summary>
    byte[] Sign(ReadOnlySpan<byte> data);
}
