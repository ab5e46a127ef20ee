using System.Collections.Immutable;

namespace Compliance.Formats.Attestation;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">A hint which key made it, never a proof; empty when absent.</param>
/// <param name="Certificate">PEM that older tools put beside the signature as <c>cert</c>; empty when absent. Never trust.</param>
public sealed record DsseSignature(string KeyId, ImmutableArray<byte> Signature, string Certificate);
