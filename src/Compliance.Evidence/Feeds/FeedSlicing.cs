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
        var slices = catalog.Feeds.Where(feed => IsAdvisories(feed) && feed.Ecosystems.Any(ecosystem => targets.Any(target => target.IsIn(ecosystem)))).Select(feed => Slice(catalog, feed, names)).ToList();
        ImmutableArray<FeedHeader> others = [.. catalog.Feeds.Where(feed => !IsAdvisories(feed))];
        if (others.Any(feed => feed.Kind != FeedKind.Eol)) named.UnionWith(slices.SelectMany(slice => slice.Records).SelectMany(record => record.Cves));
        ImmutableArray<string> cves = [.. named.Order(StringComparer.Ordinal)];
        slices.AddRange(others.Select(feed => Slice(catalog, feed, feed.Kind == FeedKind.Eol ? [.. products] : cves)));
        return raw with { Feeds = [.. slices.Select(slice => ToDocument(slice)).OrderBy(document => document.Item.Path, StringComparer.Ordinal)] };
    }

    /// <summary>What an edition says under the keys of a slice.</summary>
    public static FeedSlice Slice(IVulnerabilityCatalog catalog, FeedHeader feed, ImmutableArray<string> keys) => new(feed, keys, [.. catalog.Find(feed, keys)]);

    private static bool IsAdvisories(FeedHeader feed) => feed.Kind is FeedKind.Osv or FeedKind.Secdb;

    private static RawDocument ToDocument(FeedSlice slice)
    {
        var path = RawPaths.Feed(slice.Header.Kind.ToName(), slice.Header.Name);
        return RawDocument.Of(path, RawRole.Feed, slice.Header.Label, JsonLines, slice.Write());
    }
}
