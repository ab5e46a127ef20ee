using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>What one file of a feed holds.</summary>
/// <param name="PublishedAt">When the publisher made it, as the file says; null where the format has no such time.</param>
/// <param name="Ecosystems">Which ecosystems advisories are about, as OSV spells them, ordinal order; empty for other kinds.</param>
/// <param name="IsComplete">False when the file says that it holds more than it does, or a record of it was left out.</param>
public sealed record FeedFile(FeedKind Kind, DateTimeOffset? PublishedAt, ImmutableArray<string> Ecosystems, ImmutableArray<FeedEntry> Entries, bool IsComplete);
