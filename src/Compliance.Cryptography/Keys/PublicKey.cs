using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Compliance.Cryptography.Algorithms;
using Compliance.Formats;

namespace Compliance.Cryptography.Keys;

/// <summary>
/// A public key to check signatures with: ECDSA over P-256, P-384 or P-521, RSA of 2048 to 8192 bits, or Ed25519. Read by <see cref="PublicKeys"/>.
/// Equal when the SubjectPublicKeyInfo is. Safe for use by several threads: the import into the platform is kept and lent to one check at a time.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    private AsymmetricAlgorithm? idle;

    internal PublicKey(KeyKind kind, int bits, ImmutableArray<byte> spki, byte[] rawEd25519)
    {
        (Kind, Bits, Spki, this.rawEd25519) = (kind, bits, spki, rawEd25519);
        Fingerprint = Digest.Sha256(SHA256.HashData(spki.AsSpan()));
        Algorithms = [.. Candidates()];
    }

    private readonly byte[] rawEd25519;

    public KeyKind Kind { get; }

    /// <summary>256, 384, 521, or the RSA modulus.</summary>
    public int Bits { get; }

    /// <summary>The SubjectPublicKeyInfo, DER (RFC 5280 section 4.1.2.7).</summary>
    public ImmutableArray<byte> Spki { get; }

    /// <summary>SHA-256 of <see cref="Spki"/>.</summary>
    public Digest Fingerprint { get; }

    /// <summary>The algorithms that a signature by this key may have, the usual one first.</summary>
    public ImmutableArray<SignatureAlgorithm> Algorithms { get; }

    /// <summary>
    /// The first of <see cref="Algorithms"/> under which the signature over the data verifies; null when none does. Formats such as simple signing do not
    /// say which algorithm they used, and some signers of envelopes write r and s of ECDSA side by side (IEEE P1363) instead of in DER.
    /// </summary>
    public SignatureAlgorithm? FindAlgorithm(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        foreach (var algorithm in Algorithms)
        {
            if (Verify(data, signature, algorithm)) return algorithm;
            if (algorithm.Family == SignatureFamily.Ecdsa && signature.Length == (Bits + 7) / 8 * 2 && VerifySideBySide(data, signature, algorithm)) return algorithm;
        }

        return null;
    }

    /// <summary>False for a wrong or malformed signature and for an algorithm of another kind of key.</summary>
    /// <exception cref="PlatformNotSupportedException">An Ed25519 key on a platform without it (<see cref="PlatformModule.HasEd25519"/>).</exception>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.KeyBits != Bits || FamilyIsRsa(algorithm.Family) != (Kind == KeyKind.Rsa)) return false;
        if (Kind == KeyKind.Ed25519)
        {
            return algorithm.Family == SignatureFamily.Ed25519
                && (Libcrypto.Loaded ?? throw new PlatformNotSupportedException("the platform has no libcrypto for Ed25519"))
                    .VerifyEd25519(rawEd25519, data.ToArray(), signature.ToArray());
        }

        if (algorithm.Family == SignatureFamily.Ed25519) return false;
        var hash = new HashAlgorithmName(algorithm.Hash.ToUpperInvariant());
        var key = Interlocked.Exchange(ref idle, null) ?? Import();
        try
        {
            return key switch
            {
                ECDsa ecdsa => ecdsa.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.VerifyData(data, signature, hash, PaddingOf(algorithm)),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            Interlocked.Exchange(ref idle, key)?.Dispose();
        }
    }

    /// <summary>The same over a hash that the caller computed with the algorithm's hash function. False for Ed25519, which takes the data itself.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (algorithm.KeyBits != Bits || algorithm.Family == SignatureFamily.Ed25519 || FamilyIsRsa(algorithm.Family) != (Kind == KeyKind.Rsa)) return false;
        var key = Interlocked.Exchange(ref idle, null) ?? Import();
        try
        {
            return key switch
            {
                ECDsa ecdsa => ecdsa.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.VerifyHash(hash, signature, new HashAlgorithmName(algorithm.Hash.ToUpperInvariant()), PaddingOf(algorithm)),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            Interlocked.Exchange(ref idle, key)?.Dispose();
        }
    }

    public bool Equals(PublicKey? other) => other is not null && Spki.AsSpan().SequenceEqual(other.Spki.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <summary>Kind and size for people, for example <c>P-256</c> or <c>RSA 3072</c>.</summary>
    public override string ToString() => Kind switch
    {
        KeyKind.EcdsaP256 => "P-256",
        KeyKind.EcdsaP384 => "P-384",
        KeyKind.EcdsaP521 => "P-521",
        KeyKind.Rsa => string.Create(CultureInfo.InvariantCulture, $"RSA {Bits}"),
        _ => "Ed25519",
    };

    /// <summary>As <see cref="Verify"/>, but with r and s of ECDSA side by side (IEEE P1363), as JOSE and COSE write them.</summary>
    internal bool VerifySideBySide(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        if (algorithm.Family != SignatureFamily.Ecdsa) return Verify(data, signature, algorithm);
        using var key = (ECDsa)Import();
        return key.VerifyData(data, signature, new HashAlgorithmName(algorithm.Hash.ToUpperInvariant()), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static RSASignaturePadding PaddingOf(SignatureAlgorithm algorithm) =>
        algorithm.Family == SignatureFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    private static bool FamilyIsRsa(SignatureFamily family) => family is SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss;

    private AsymmetricAlgorithm Import()
    {
        AsymmetricAlgorithm key = Kind == KeyKind.Rsa ? RSA.Create() : ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Spki.AsSpan(), out _);
        return key;
    }

    private IEnumerable<SignatureAlgorithm> Candidates() => Kind switch
    {
        KeyKind.EcdsaP256 => Ecdsa("sha256"),
        // Older clients hash with SHA-256 whatever the curve.
        KeyKind.EcdsaP384 => Ecdsa("sha384", "sha256"),
        KeyKind.EcdsaP521 => Ecdsa("sha512", "sha384", "sha256"),
        KeyKind.Rsa =>
            from family in (SignatureFamily[])[SignatureFamily.RsaPkcs1, SignatureFamily.RsaPss]
            from hash in (string[])["sha256", "sha384", "sha512"]
            select SignatureAlgorithms.Rsa(family, Bits, hash),
        _ => [SignatureAlgorithms.Ed25519],
    };

    private IEnumerable<SignatureAlgorithm> Ecdsa(params string[] hashes) => hashes.Select(hash => SignatureAlgorithms.Ecdsa(Bits, hash));
}
