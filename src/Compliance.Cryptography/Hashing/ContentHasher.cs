using System.Security.Cryptography;
using Compliance.Formats;

namespace Compliance.Cryptography.Hashing;

/// <summary>Computes a <see cref="Digest"/> over bytes as they come (FIPS 180-4). Reusable after <see cref="Finish()"/>. Not safe for several threads.</summary>
public sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash hash;
    private readonly string algorithm;

    /// <param name="algorithm">As in <see cref="Digest.Algorithm"/>.</param>
    /// <exception cref="ArgumentException">Not <c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</exception>
    public ContentHasher(string algorithm = "sha256")
    {
        this.algorithm = algorithm;
        hash = IncrementalHash.CreateHash(Named(algorithm));
    }

    public void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <summary>The digest of everything appended; the hasher starts anew.</summary>
    public Digest Finish()
    {
        Span<byte> value = stackalloc byte[64];
        var length = hash.GetHashAndReset(value);
        return Digest.Parse($"{algorithm}:{Convert.ToHexStringLower(value[..length])}");
    }

    /// <summary>As <see cref="Finish()"/>, the raw value into the caller's bytes, which must hold it.</summary>
    public void Finish(Span<byte> value) => hash.GetHashAndReset(value);

    /// <summary>Forgets what was appended.</summary>
    public void Reset()
    {
        Span<byte> unused = stackalloc byte[64];
        hash.GetHashAndReset(unused);
    }

    /// <summary>The SHA-256 digest of bytes in memory.</summary>
    public static Digest Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> value = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, value);
        return Digest.Sha256(value);
    }

    /// <summary>The raw SHA-256 value of bytes in memory.</summary>
    public static void Sha256(ReadOnlySpan<byte> bytes, Span<byte> value) => SHA256.HashData(bytes, value);

    /// <summary>The digest of bytes in memory.</summary>
    /// <exception cref="ArgumentException">The algorithm is not one of <see cref="Digest.Algorithm"/>.</exception>
    public static Digest Compute(string algorithm, ReadOnlySpan<byte> bytes)
    {
        Span<byte> value = stackalloc byte[64];
        var length = CryptographicOperations.HashData(Named(algorithm), bytes, value);
        return Digest.Parse($"{algorithm}:{Convert.ToHexStringLower(value[..length])}");
    }

    public void Dispose() => hash.Dispose();

    private static HashAlgorithmName Named(string algorithm) => algorithm switch
    {
        "sha256" => HashAlgorithmName.SHA256,
        "sha384" => HashAlgorithmName.SHA384,
        "sha512" => HashAlgorithmName.SHA512,
        _ => throw new ArgumentException($"'{algorithm}' is not a digest algorithm of OCI", nameof(algorithm)),
    };
}
