using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Compliance.Cryptography.Hashing;

/// <summary>MD5 of one long message as it passes, by the platform; for the purpose of <see cref="LegacyMd5"/> only. Reusable; not safe for several threads.</summary>
public sealed class LegacyMd5Hasher : IDisposable
{
    private readonly IncrementalHash? hash = TryCreate();

    public void Append(ReadOnlySpan<byte> bytes) => hash?.AppendData(bytes);

    /// <summary>The value of everything appended, and a new beginning. False where the platform refuses MD5, as one in FIPS mode does.</summary>
    public bool TryFinish(Span<byte> value) => hash is not null && hash.TryGetHashAndReset(value, out _);

    public void Dispose() => hash?.Dispose();

    [SuppressMessage("Security", "CA5351", Justification = "dpkg's lists hold MD5 only; the value is compared with them and trusted for nothing")]
    private static IncrementalHash? TryCreate()
    {
        try
        {
            return IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
