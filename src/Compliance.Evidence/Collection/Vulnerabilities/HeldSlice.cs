using System.Collections.Frozen;
using Compliance.Evidence.Feeds;
using Compliance.Evidence.Raw;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>A slice with the document that it was read from.</summary>
/// <param name="IsUsable">Fresh on the date that is judged, not empty, complete.</param>
internal sealed record HeldSlice(RawDocument Document, FeedSlice Slice, bool IsUsable)
{
    private FrozenSet<string>? keys;

    /// <summary>Whether a key was looked up: only then does no record mean that the feed has none.</summary>
    public bool Asked(string key) => (keys ??= Slice.Keys.ToFrozenSet(StringComparer.Ordinal)).Contains(key);
}
