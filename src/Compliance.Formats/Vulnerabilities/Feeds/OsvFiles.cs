using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Advisories;

namespace Compliance.Formats.Vulnerabilities.Feeds;

/// <summary>One OSV record, or a list of them, as entries of a feed.</summary>
internal static class OsvFiles
{
    public static Reading<FeedFile> Read(JsonValue root, string document, Limits limits)
    {
        var defects = new DefectCollector(limits);
        var ecosystems = new SortedSet<string>(StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<FeedEntry>();
        var (newest, isComplete) = (default(DateTimeOffset?), true);
        foreach (var item in root.IsList ? root.Items : [root])
        {
            var reading = OsvReader.Read(item, limits);
            // A record that affects no package at all is no loss; one of which a part could not be read is.
            isComplete &= reading.Defects.All(defect => defect.Code == VulnerabilityCodes.NoAffected || defect.Code == VulnerabilityCodes.BadRange);
            defects.AddRange(reading.Defects);
            if (!reading.TryGet(out var advisory)) continue;
            ecosystems.UnionWith(advisory.Affected.Select(affected => affected.Ecosystem).Where(name => name.Length > 0));
            if (newest is null || advisory.Modified > newest) newest = advisory.Modified ?? newest;
            entries.Add(new FeedEntry(Keys(advisory), advisory.Id, CanonicalJson.Of(item)) { Cves = [.. VulnerabilityIds.Cves([advisory.Id, .. advisory.Aliases, .. advisory.Upstream])] });
        }

        if (entries.Count > 0) return Readings.Accept(new FeedFile(FeedKind.Osv, newest, [.. ecosystems], entries.ToImmutable(), isComplete), defects.ToImmutable());
        if (defects.Count == 0) defects.Add(VulnerabilityCodes.NotFeed, new Locator(document), "the list of records is empty");
        return Readings.Reject<FeedFile>(defects.ToImmutable());
    }

    private static ImmutableArray<string> Keys(Advisory advisory) =>
        [.. advisory.Affected.Where(affected => affected.Name.Length > 0).Select(affected => FeedKeys.Of(affected.Ecosystem, affected.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
