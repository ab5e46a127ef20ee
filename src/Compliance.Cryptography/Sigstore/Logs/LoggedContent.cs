namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>What a log entry must be about.</summary>
/// <param name="Signature">The raw signature.</param>
/// <param name="Verifier">DER of the signing certificate, or of the SubjectPublicKeyInfo for a managed key.</param>
/// <param name="Content">What was signed: the artifact, or the pre-authentication encoding of the envelope.</param>
/// <param name="Payload">The envelope's payload; null for a message signature.</param>
/// <param name="EnvelopeBytes">The envelope as stored in a registry layer; null in bundles, where its original bytes are lost.</param>
internal sealed record LoggedContent(
    ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> Verifier, SigstoreArtifact Content, ReadOnlyMemory<byte>? Payload, ReadOnlyMemory<byte>? EnvelopeBytes);
