using System.Collections.Immutable;

namespace Compliance.Formats.Attestation;

/// <summary>A signature over an artifact's bytes.</summary>
/// <param name="DigestAlgorithm">As written, <c>SHA2_256</c>; empty when absent.</param>
/// <param name="Digest">Says which artifact was meant; never replaces hashing it.</param>
public sealed record BundleMessageSignature(string DigestAlgorithm, ImmutableArray<byte> Digest, ImmutableArray<byte> Signature);
