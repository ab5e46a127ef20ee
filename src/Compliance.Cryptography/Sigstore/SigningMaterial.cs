using System.Collections.Immutable;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Sigstore.Certificates;
using Compliance.Cryptography.Sigstore.Logs;

namespace Compliance.Cryptography.Sigstore;

/// <summary>
/// A signature with everything beside it, whatever form it came in: a bundle, or a layer with annotations. What is judged is this.
/// </summary>
/// <param name="Signature">Raw.</param>
/// <param name="Content">What the signature is over: the artifact, or an envelope's pre-authentication encoding.</param>
/// <param name="Leaf">The signing certificate; null for a managed key.</param>
/// <param name="Intermediates">Certificates that came along: material for a path, never its end.</param>
/// <param name="ManagedKey">The caller's key; null for a certificate.</param>
/// <param name="Timestamps">TimeStampResp each.</param>
/// <param name="Stamped">The bytes that timestamps are over.</param>
/// <param name="RequireProof">Each entry must have an inclusion proof.</param>
/// <param name="RequirePromise">Each entry must have a promise.</param>
internal sealed record SigningMaterial(
    ReadOnlyMemory<byte> Signature,
    SigstoreArtifact Content,
    ReadOnlyMemory<byte>? Payload,
    ReadOnlyMemory<byte>? EnvelopeBytes,
    ParsedCertificate? Leaf,
    ImmutableArray<ParsedCertificate> Intermediates,
    PublicKey? ManagedKey,
    ImmutableArray<LogEntry> Entries,
    ImmutableArray<ReadOnlyMemory<byte>> Timestamps,
    ReadOnlyMemory<byte> Stamped,
    bool RequireProof,
    bool RequirePromise);
