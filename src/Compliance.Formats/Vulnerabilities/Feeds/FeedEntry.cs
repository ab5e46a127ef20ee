using System.Collections.Immutable;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>One record of a feed with the keys under which it is looked up.</summary>
/// <param name="Keys">Package names for advisories (source packages for distributions), CVE ids for scores and catalogs, products for support times; ordinal.</param>
/// <param name="Id">The record's own id; for security databases the package.</param>
/// <param name="Body">Canonical JSON (RFC 8785).</param>
public sealed record FeedEntry(ImmutableArray<string> Keys, string Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>The CVEs that an advisory names, ordinal order; empty for other kinds. Catalogs and scores are looked up by them.</summary>
    public ImmutableArray<string> Cves { get; init; } = [];
}
