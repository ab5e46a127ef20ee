using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Cmvp.Algorithms;

/// <summary>What an algorithm is, in the words of CycloneDX (<c>algorithmProperties</c>).</summary>
/// <param name="Primitive">As 1.7 has it; 1.6 does not know <c>key-wrap</c>.</param>
/// <param name="Mode">Mode of a block cipher; null for none of CycloneDX's.</param>
public sealed record AlgorithmTraits(string Primitive, string? Mode, ImmutableArray<string> Functions);
