using System.Security.Cryptography;
using Compliance.Formats;

namespace Compliance.Cryptography.Hashing;

/// <summary>SHA-2 digests of bytes and streams (FIPS 180-4), computed by the platform's module.</summary>
public static class Digests
{
    public static Digest Sha256(ReadOnlySpan<byte> bytes) => Digest.Sha256(SHA256.HashData(bytes));

    /// <summary>Reads to the end; the caller keeps the stream.</summary>
    public static Digest Sha256(Stream stream) => Digest.Sha256(SHA256.HashData(stream));

    /// <summary>64 raw bytes.</summary>
    public static byte[] Sha512(ReadOnlySpan<byte> bytes) => SHA512.HashData(bytes);
}
