namespace Compliance.Cryptography.Dsse;

/// <summary>One signature of an envelope, as it stands there.</summary>
/// <param name="KeyId">A hint for finding the key, never a proof; empty when absent.</param>
/// <param name="Value">The decoded signature; null when it could not be decoded.</param>
public sealed record DsseSignature(string KeyId, ReadOnlyMemory<byte>? Value);
