using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Feeds;

/// <summary>One imported edition of a feed. Whatever is said to be absent is absent from this digest.</summary>
public sealed record FeedHeader
{
    public required FeedKind Kind { get; init; }

    /// <summary>Tells feeds of a kind apart, such as <c>wolfi</c>: <c>[a-z0-9._-]</c>. Importing the same name again replaces the edition.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from, as the importer says: an address, or a file name.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the file; for a folder, of the lines <c>&lt;sha256 hex&gt;  &lt;relative path&gt;</c> in ordinal order of paths.</summary>
    public required Digest Digest { get; init; }

    /// <summary>When it was fetched from its publisher; as stated, else the time of the file.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>What the data say of themselves; null where the format has no such time.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Older than this it proves nothing.</summary>
    public required int MaxAgeDays { get; init; }

    public required long Records { get; init; }

    /// <summary>Which ecosystems advisories are about, as OSV spells them; empty for other kinds.</summary>
    public ImmutableArray<string> Ecosystems { get; init; } = [];

    /// <summary>False when a part of it could not be read.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>
    /// The time that freshness counts from. A catalog and scores carry their own and can't be younger than that; a list of advisories is as young as its
    /// fetching, since quiet weeks change no record.
    /// </summary>
    public DateTimeOffset AsOf => Kind is FeedKind.Kev or FeedKind.Epss or FeedKind.Cvss && PublishedAt < FetchedAt ? PublishedAt.Value : FetchedAt;

    /// <summary>Whole days between the data and a date; negative when the data are younger.</summary>
    public double AgeDaysAt(DateTimeOffset time) => (time - AsOf).TotalDays;

    public bool IsStaleAt(DateTimeOffset time) => AgeDaysAt(time) > MaxAgeDays;

    /// <summary><c>osv/wolfi</c>.</summary>
    public string Label => $"{Kind.ToName()}/{Name}";
}
