using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>
/// How an integrity value is checked: an HMAC, SHA-256 unless stated, over the parts in order, or, where <paramref name="Dsa"/> is given, a DSA signature over their SHA-256.
/// Data only, because this room computes no cryptography.
/// </summary>
/// <param name="Source">The file that ranges refer to.</param>
/// <param name="Key">Empty for a signature.</param>
/// <param name="Expected">The value: 32 bytes, or the signature's two numbers one behind the other.</param>
/// <param name="What">Names the value for people.</param>
/// <param name="Dsa">p, q, g and y of the key, big-endian; empty for an HMAC.</param>
public sealed record IntegrityRecipe(
    ByteSource Source, ReadOnlyMemory<byte> Key, ImmutableArray<IntegrityPart> Parts, ReadOnlyMemory<byte> Expected, string What, ImmutableArray<ReadOnlyMemory<byte>> Dsa)
{
    public IntegrityRecipe(ByteSource source, ReadOnlyMemory<byte> key, ImmutableArray<IntegrityPart> parts, ReadOnlyMemory<byte> expected, string what)
        : this(source, key, parts, expected, what, [])
    {
    }

    /// <summary>The HMAC is over SHA-512, and the value has 64 bytes.</summary>
    public bool IsSha512 { get; init; }
}
