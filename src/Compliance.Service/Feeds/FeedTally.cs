using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Service.Feeds;

/// <summary>What the files of one feed come to together.</summary>
internal sealed class FeedTally(Limits limits)
{
    private readonly DefectCollector defects = new(limits);
    private readonly SortedSet<string> ecosystems = new(StringComparer.Ordinal);

    public FeedKind? Kind { get; private set; }

    public long Records { get; set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public bool IsComplete { get; private set; } = true;

    public ImmutableArray<string> Ecosystems => [.. ecosystems];

    public ImmutableArray<Defect> Defects => defects.ToImmutable();

    /// <summary>False for a file that is none, or of another kind than those before: the feed is then incomplete.</summary>
    public bool Take(Reading<FeedFile> reading, string file, out ImmutableArray<FeedEntry> entries)
    {
        entries = [];
        defects.AddRange(reading.Defects);
        if (!reading.TryGet(out var read))
        {
            IsComplete = false;
            return false;
        }

        Kind ??= read.Kind;
        if (Kind != read.Kind)
        {
            defects.Add(VulnerabilityCodes.KindsMixed, new Locator(file), $"a file of kind {read.Kind.ToName()} among files of kind {Kind.Value.ToName()}");
            IsComplete = false;
            return false;
        }

        IsComplete &= read.IsComplete;
        ecosystems.UnionWith(read.Ecosystems);
        if (PublishedAt is null || read.PublishedAt > PublishedAt) PublishedAt = read.PublishedAt ?? PublishedAt;
        entries = read.Entries;
        return true;
    }
}
