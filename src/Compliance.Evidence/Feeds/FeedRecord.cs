using System.Collections.Immutable;

namespace Compliance.Evidence.Feeds;

/// <summary>A record as a feed has it, in canonical JSON (RFC 8785).</summary>
public sealed record FeedRecord(string Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>The CVEs that an advisory of a catalog names, ordinal order; a slice that was read back leaves them to its bodies.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];
}
