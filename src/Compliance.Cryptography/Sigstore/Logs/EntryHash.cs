namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>A hash in a log entry.</summary>
/// <param name="Algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
internal sealed record EntryHash(string Algorithm, byte[] Value);
