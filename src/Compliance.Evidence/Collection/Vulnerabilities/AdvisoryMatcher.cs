using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Packages.Versions;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Packages against the advisories of usable feeds. What can't be told is a gap, never "not affected".</summary>
internal sealed class AdvisoryMatcher(FeedEvidence feeds, ImmutableArray<MatchTarget> targets, Limits limits)
{
    private readonly List<FoundMatch> matches = [];
    private readonly DefectCollector gaps = new(limits);

    // An advisory names a package of an ecosystem; several installed packages may come from one source package.
    private readonly ILookup<string, MatchTarget> byKey = targets.SelectMany(target => target.Keys.Select(key => (key, target))).ToLookup(pair => pair.key, pair => pair.target, StringComparer.Ordinal);

    public static AdvisoryMatches Match(FeedEvidence feeds, ImmutableArray<MatchTarget> targets, Limits limits)
    {
        var matcher = new AdvisoryMatcher(feeds, targets, limits);
        matcher.CheckCoverage();
        foreach (var slice in feeds.Usable(FeedKind.Osv)) matcher.MatchOsv(slice);
        foreach (var slice in feeds.Usable(FeedKind.Secdb)) matcher.MatchSecdb(slice);
        return new AdvisoryMatches([.. matcher.matches], matcher.gaps.ToImmutable());
    }

    /// <summary>A security database lists what was fixed; only a list of advisories can say that nothing is open.</summary>
    private void CheckCoverage()
    {
        foreach (var group in targets.GroupBy(target => string.Join(" or ", target.Ecosystems), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (one, place) = (group.First(), new Locator("feeds"));
            var advisories = feeds.Usable(FeedKind.Osv).Where(slice => slice.Slice.Header.Ecosystems.Any(one.IsIn)).ToList();
            if (advisories.Count > 0)
            {
                foreach (var key in group.SelectMany(target => target.Keys).Distinct(StringComparer.Ordinal).Where(key => !advisories.Exists(slice => slice.Asked(key))).Order(StringComparer.Ordinal))
                    gaps.Add(FeedCodes.NotLookedUp, place, $"'{key}' was not looked up in the advisories for {group.Key}");
                continue;
            }

            var hasFixes = feeds.Usable(FeedKind.Secdb).Any(slice => slice.Slice.Header.Ecosystems.Any(one.IsIn));
            if (hasFixes) gaps.Add(FeedCodes.OnlyFixed, place, $"for {group.Key} there is a security database only: it lists what was fixed, and not what is open without a fix");
            else gaps.Add(FeedCodes.NoAdvisories, place, string.Create(CultureInfo.InvariantCulture, $"no usable feed has advisories for {group.Key}, of which {group.Select(target => (target.Package, target.Installed, target.Purl)).Distinct().Count()} packages are there"));
        }
    }

    private void MatchOsv(HeldSlice slice)
    {
        foreach (var record in slice.Slice.Records)
        {
            if (!OsvReader.Read(record.Body, slice.Document.Item.Origin, limits).TryGet(out var advisory))
            {
                gaps.Add(FeedCodes.RecordUnreadable, Place(slice, record), $"a record of {slice.Slice.Header.Label} can't be read");
                continue;
            }

            if (advisory.Withdrawn is not null) continue;
            foreach (var affected in advisory.Affected.Where(affected => affected.Name.Length > 0))
            {
                foreach (var target in byKey[FeedKeys.Of(affected.Ecosystem, affected.Name)].Where(target => target.IsIn(affected.Ecosystem)))
                    Judge(slice, record, advisory, affected, target);
            }
        }
    }

    private void Judge(HeldSlice slice, FeedRecord record, Advisory advisory, AffectedPackage affected, MatchTarget target)
    {
        var isAffected = VersionMatch.IsAffected(affected, target.Version);
        if (isAffected == false) return;
        var place = Place(slice, record);
        if (isAffected is null)
        {
            gaps.Add(FeedCodes.CannotTell, place, $"{advisory.Id} does not let itself be compared with {target.Name} {target.Version}: it may be affected");
            return;
        }

        var rule = VersionOrders.ForOsvEcosystem(affected.Ecosystem)?.Name ?? "list";
        var by = $"{slice.Slice.Header.Label} {advisory.Id} ({rule})";
        ImmutableArray<AdvisorySeverity> severities = [.. affected.Severities, .. advisory.Severities];
        foreach (var (id, names) in Names([advisory.Id, .. advisory.Aliases], advisory.Upstream))
            matches.Add(new FoundMatch(target, id, names, VersionMatch.FixedIn(affected, target.Version), severities, by, slice.Document, place));
    }

    private void MatchSecdb(HeldSlice slice)
    {
        foreach (var record in slice.Slice.Records)
        {
            var place = Place(slice, record);
            if (!StrictJson.Read(record.Body, place.Document, limits).TryGet(out var tree) || tree.Root["name"].AsText is not { } name)
            {
                gaps.Add(FeedCodes.RecordUnreadable, place, $"a record of {slice.Slice.Header.Label} can't be read");
                continue;
            }

            foreach (var target in byKey[name].Where(target => slice.Slice.Header.Ecosystems.Any(target.IsIn)))
            {
                foreach (var fix in tree.Root["secfixes"].Members.Where(fix => fix.Name != "0")) Judge(slice, place, fix, target);
            }
        }
    }

    private void Judge(HeldSlice slice, Locator place, JsonMember fix, MatchTarget target)
    {
        var order = VersionOrders.Apk.Compare(target.Version, fix.Name);
        if (order is null) gaps.Add(FeedCodes.CannotTell, place, $"the version '{fix.Name}' does not let itself be compared with {target.Name} {target.Version}");
        if (order is null or >= 0) return;
        foreach (var entry in fix.Value.Items)
        {
            ImmutableArray<string> ids = [.. (entry.AsText ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            foreach (var (id, names) in Names(ids, []))
                matches.Add(new FoundMatch(target, id, names, fix.Name, [], $"{slice.Slice.Header.Label} {target.Name} (apk)", slice.Document, place));
        }
    }

    /// <summary>One name for each vulnerability that a record is about. Two CVEs are never one vulnerability, whatever a record calls its alias.</summary>
    internal static IEnumerable<(string Id, ImmutableArray<string> Names)> Names(ImmutableArray<string> own, ImmutableArray<string> upstream)
    {
        var (cves, others) = (new List<string>(), new List<string>());
        foreach (var id in own) AddOnce(VulnerabilityIds.IsCve(id) ? cves : others, id);
        foreach (var id in upstream.Where(VulnerabilityIds.IsCve)) AddOnce(cves, id);
        if (cves.Count > 0) return cves.Select(cve => (cve, Sorted([cve, .. others])));
        return own.IsEmpty ? [] : [(own[0], Sorted([.. others.Union(upstream, StringComparer.Ordinal)]))];
    }

    // A record has a handful of names.
    private static void AddOnce(List<string> ids, string id)
    {
        if (!ids.Contains(id)) ids.Add(id);
    }

    private static ImmutableArray<string> Sorted(string[] ids)
    {
        Array.Sort(ids, StringComparer.Ordinal);
        return ImmutableCollectionsMarshal.AsImmutableArray(ids);
    }

    private static Locator Place(HeldSlice slice, FeedRecord record) =>
        slice.Document.Locate(line: int.Parse(record.Id.AsSpan("line ".Length), CultureInfo.InvariantCulture));
}
