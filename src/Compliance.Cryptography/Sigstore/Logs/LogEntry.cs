using System.Collections.Immutable;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>An entry of a transparency log as a bundle carries it (protobuf-specs <c>sigstore_rekor.proto</c>, TransparencyLogEntry).</summary>
/// <param name="LogIndex">The entry's index over all shards of the log.</param>
/// <param name="LogId">Names the log; empty when absent.</param>
/// <param name="IntegratedTime">When the log took the entry in; believed only under a promise. Null when absent.</param>
/// <param name="Promise">The signed entry timestamp; null when absent.</param>
/// <param name="Body">The canonicalized body: what the log hashed.</param>
public sealed record LogEntry(
    long LogIndex,
    ImmutableArray<byte> LogId,
    string Kind,
    string Version,
    DateTimeOffset? IntegratedTime,
    ImmutableArray<byte>? Promise,
    InclusionProof? Proof,
    ImmutableArray<byte> Body)
{
    /// <summary>Rekor v2 makes only this kind: no promise and no time, the checkpoint signed under the log's host name.</summary>
    public bool IsVersion2 => Kind == "hashedrekord" && Version == "0.0.2";
}
