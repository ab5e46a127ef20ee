using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>How an integrity value is computed: HMAC-SHA-256 over the parts in order. Data only, because this room computes no cryptography.</summary>
/// <param name="Source">The file that ranges refer to.</param>
/// <param name="What">Names the value for people.</param>
public sealed record IntegrityRecipe(ByteSource Source, ReadOnlyMemory<byte> Key, ImmutableArray<IntegrityPart> Parts, ReadOnlyMemory<byte> Expected, string What);
