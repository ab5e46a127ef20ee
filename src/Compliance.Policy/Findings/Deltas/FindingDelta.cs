using System.Collections.Immutable;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Deltas;

/// <summary>What closed, opened and was carried between two images, or between two times of a record, with the cause of each.</summary>
/// <param name="Items">By change, id and package.</param>
/// <param name="IsWhole">Whether both looks could see everything: otherwise what is not found on one side may be there all the same.</param>
public sealed record FindingDelta(ImmutableArray<DeltaItem> Items, bool IsWhole)
{
    public int Count(DeltaChange change) => Items.Count(item => item.Change == change);

    /// <param name="feedsDiffer">Whether the two audits asked feeds of other content.</param>
    public static FindingDelta Between(FactSet before, FactSet after, bool feedsDiffer)
    {
        var (old, now) = (Found(before), Found(after));
        var (oldVersions, nowVersions) = (Observation.Versions(before), Observation.Versions(after));
        var items = old.Keys.Union(now.Keys).Select(key =>
        {
            var (was, isNow) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            var change = (was, isNow) switch { (not null, null) => DeltaChange.Closed, (null, not null) => DeltaChange.Opened, _ => DeltaChange.Carried };
            var (from, to) = (was?.InstalledVersion ?? oldVersions.GetValueOrDefault(key.Package), isNow?.InstalledVersion ?? nowVersions.GetValueOrDefault(key.Package));
            var cause = change == DeltaChange.Carried && from == to ? "" : DeltaCause.Of(from, to, feedsDiffer);
            return new DeltaItem(change, key.Id, key.Package, (isNow ?? was)!.Severity, from ?? "", to ?? "", cause);
        });
        return new FindingDelta(Sorted(items), Observation.IsComplete(before, CountOf(before)) && Observation.IsComplete(after, CountOf(after)));
    }

    /// <summary>Between two times of one journal.</summary>
    public static FindingDelta Between(FindingRecord before, FindingRecord after)
    {
        var (old, now) = (Open(before), Open(after));
        var items = old.Keys.Union(now.Keys).Select(key =>
        {
            var (was, isNow) = (old.GetValueOrDefault(key), now.GetValueOrDefault(key));
            var change = (was, isNow) switch { (not null, null) => DeltaChange.Closed, (null, not null) => DeltaChange.Opened, _ => DeltaChange.Carried };
            var finding = after.Findings.First(one => one.TrackingId == key.Tracking);
            var ended = finding.Affected.FirstOrDefault(one => one.Asset == key.Asset && one.Package == key.Package);
            var cause = change switch
            {
                DeltaChange.Closed => ended?.GoneBecause is { Length: > 0 } because ? because : finding.ClosedBecause,
                DeltaChange.Opened => finding.History.LastOrDefault(one => one.At > before.AsOf && one.Kind is FindingEventKind.Opened or FindingEventKind.Reopened or FindingEventKind.Spread or FindingEventKind.Imported)?.Kind switch
                {
                    FindingEventKind.Reopened => "reopened",
                    FindingEventKind.Spread => "found in another image or package",
                    FindingEventKind.Imported => "imported",
                    _ => "first detected",
                },
                _ => was!.Installed == isNow!.Installed ? "" : DeltaCause.PackageUpdated,
            };
            return new DeltaItem(change, finding.Id, key.Package.Length > 0 ? key.Package : key.Asset, finding.Severity, was?.Installed ?? "", isNow?.Installed ?? "", cause);
        });
        return new FindingDelta(Sorted(items), !after.Assets.IsEmpty && after.Assets.All(state => state.IsComplete));
    }

    private static ImmutableArray<DeltaItem> Sorted(IEnumerable<DeltaItem> items) =>
        [.. items.OrderBy(item => item.Change).ThenBy(item => item.Id, StringComparer.Ordinal).ThenBy(item => item.Package, StringComparer.Ordinal)];

    private static Dictionary<(string Id, string Package), VulnerabilityFact> Found(FactSet facts) => facts.OfKind(FactKind.Vulnerability).Select(fact => fact.Value).OfType<VulnerabilityFact>()
        .GroupBy(fact => (fact.Id, fact.Package)).ToDictionary(group => group.Key, group => group.First());

    private static int CountOf(FactSet facts) => facts.OfKind(FactKind.Vulnerability).Count(fact => fact.Value is VulnerabilityFact);

    private static Dictionary<(string Tracking, string Asset, string Package), AffectedImage> Open(FindingRecord record) => record.Open
        .SelectMany(finding => finding.Affected.Where(one => one.IsOpen).Select(one => (Key: (finding.TrackingId, one.Asset, one.Package), one)))
        .ToDictionary(pair => pair.Key, pair => pair.one);
}
