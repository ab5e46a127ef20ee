using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Feeds;

/// <summary>
/// Takes from imported feeds what they say about the packages of the images, into the raw evidence: first the advisories by package name, then catalogs and
/// scores by the CVEs that those advisories and the scans of other tools name.
/// </summary>
public static class FeedSlicing
{
    private static readonly MediaType JsonLines = new("application/jsonl");

    /// <summary>The same evidence with one slice for each feed that is about its packages.</summary>
    public static RawEvidence AddTo(RawEvidence raw, IVulnerabilityCatalog catalog, DateTimeOffset evaluatedAt, Limits limits)
    {
        var context = new CollectionContext(limits, evaluatedAt, FrozenDictionary<string, ReadOnlyMemory<byte>>.Empty);
        ImmutableArray<MatchTarget> targets = [];
        var (products, named) = (new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var image in raw.Images.Select(image => ImageEvidence.From(raw, image, limits)))
        {
            targets = targets.AddRange(MatchTargets.Of(image, context).Targets);
            named.UnionWith(ScanEvidence.Of(image, context).Scans.SelectMany(scan => scan.Report.Findings).Select(finding => finding.Id).Where(VulnerabilityIds.IsCve));
            if (OperatingSystemRelease.Of(image, limits).Release is { Id.Length: > 0 } release) products.Add(release.Id);
        }

        ImmutableArray<string> names = [.. targets.SelectMany(target => target.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var slices = catalog.Feeds.Where(feed => IsAdvisories(feed) && feed.Ecosystems.Any(ecosystem => targets.Any(target => target.IsIn(ecosystem)))).Select(feed => FeedSlice.Take(catalog, feed, names)).ToList();
        ImmutableArray<FeedHeader> others = [.. catalog.Feeds.Where(feed => !IsAdvisories(feed))];
        if (others.Any(feed => feed.Kind != FeedKind.Eol)) named.UnionWith(slices.SelectMany(slice => slice.Slice.Records).SelectMany(record => record.Cves));
        ImmutableArray<string> cves = [.. named.Order(StringComparer.Ordinal)];
        slices.AddRange(others.Select(feed => FeedSlice.Take(catalog, feed, feed.Kind == FeedKind.Eol ? [.. products] : cves)));
        return raw with { Feeds = [.. slices.Select(slice => ToDocument(slice.Slice.Header, slice.Bytes)).OrderBy(document => document.Item.Path, StringComparer.Ordinal)] };
    }

    private static bool IsAdvisories(FeedHeader feed) => feed.Kind is FeedKind.Osv or FeedKind.Secdb;

    private static RawDocument ToDocument(FeedHeader feed, ReadOnlyMemory<byte> slice) =>
        RawDocument.Of(RawPaths.Feed(feed.Kind.ToName(), feed.Name), RawRole.Feed, feed.Label, JsonLines, slice);
}
