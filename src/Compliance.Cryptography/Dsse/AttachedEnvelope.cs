using System.Collections.Immutable;

namespace Compliance.Cryptography.Dsse;

/// <summary>An envelope as a layer that cosign attached before bundles.</summary>
/// <param name="Bytes">The layer's bytes: what a log entry hashed.</param>
/// <param name="Annotations">The layer's.</param>
public sealed record AttachedEnvelope(ReadOnlyMemory<byte> Bytes, ImmutableDictionary<string, string> Annotations);
