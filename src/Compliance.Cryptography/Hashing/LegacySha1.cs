using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Compliance.Cryptography.Hashing;

/// <summary>
/// SHA-1 (FIPS 180-4) where a format names things by it: identities of apk packages and their files. It tells which bytes the packager meant and is
/// trusted for nothing. Reusable; not safe for several threads.
/// </summary>
public sealed class LegacySha1 : IDisposable
{
    public const int Bytes = 20;

    [SuppressMessage("Security", "CA5350", Justification = "apk names packages and files by SHA-1; the value is compared with theirs and trusted for nothing")]
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    public void Append(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <summary>The 20 bytes of everything appended, and a new beginning.</summary>
    public byte[] Finish() => hash.GetHashAndReset();

    [SuppressMessage("Security", "CA5350", Justification = "as above")]
    public static byte[] Compute(ReadOnlySpan<byte> bytes) => SHA1.HashData(bytes);

    public void Dispose() => hash.Dispose();
}
