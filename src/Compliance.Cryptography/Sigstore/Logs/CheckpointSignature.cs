using System.Collections.Immutable;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>A signature line of a checkpoint.</summary>
/// <param name="Name">Name of the key: the log's origin, or a witness.</param>
/// <param name="Hint">First four bytes of the key's id.</param>
internal sealed record CheckpointSignature(string Name, ImmutableArray<byte> Hint, byte[] Value);
