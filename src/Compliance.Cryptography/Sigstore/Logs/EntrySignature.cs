namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>A signature in a log entry with the certificate or key (DER) that should verify it.</summary>
internal sealed record EntrySignature(byte[] Value, byte[] Verifier);
