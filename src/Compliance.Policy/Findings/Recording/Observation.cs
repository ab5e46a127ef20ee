using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Vulnerabilities;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>Facts of an audit → an entry of the journal.</summary>
public static class Observation
{
    /// <param name="asset">The class of images that the image is of.</param>
    /// <param name="feeds">Feeds that were asked, with digest.</param>
    /// <param name="before">The record until now: what it holds open for the asset and the audit no longer found is told with its cause.</param>
    public static ObservedEntry Of(FactSet facts, string asset, string packageId, Digest evidenceRoot, ImmutableArray<string> feeds, DateTimeOffset at, DateTimeOffset recordedAt, FindingRecord before)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(before);
        var findings = facts.OfKind(FactKind.Vulnerability).Select(fact => fact.Value).OfType<VulnerabilityFact>().Select(Finding).ToImmutableArray();
        var isComplete = IsComplete(facts, findings.Length);
        return new ObservedEntry
        {
            At = FindingTime.WholeSecond(at),
            RecordedAt = FindingTime.WholeSecond(recordedAt),
            Asset = asset,
            Image = facts.Subject.ToString(),
            PackageId = packageId,
            EvidenceRoot = evidenceRoot.ToString(),
            IsComplete = isComplete,
            Feeds = feeds,
            Findings = findings,
            Gone = isComplete ? Gone(facts, findings, asset, feeds, before) : [],
            Failures = [.. facts.Gaps.Where(gap => gap.Kind == FactKind.Vulnerability).GroupBy(gap => gap.Code.ToString(), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new ObservedFailure(group.Key, group.First().Message))],
        };
    }

    /// <summary>Complete coverage, and as many findings as were counted apart from the list.</summary>
    public static bool IsComplete(FactSet facts, int findings) => facts.CoverageOf(FactKind.Vulnerability) == Coverage.Complete
        && facts.Facts.Select(fact => fact.Value).OfType<PopulationFact>().FirstOrDefault(population => population.Name == "vulnerabilities") is { } counted && counted.Count == findings;

    /// <summary>Versions of the installed packages by name; of several with one name, all, in order.</summary>
    public static ImmutableSortedDictionary<string, string> Versions(FactSet facts) => facts.OfKind(FactKind.Package).Select(fact => fact.Value).OfType<PackageFact>()
        .GroupBy(package => package.Name, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => string.Join(", ", group.Select(package => package.Version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), StringComparer.Ordinal);

    private static ObservedFinding Finding(VulnerabilityFact fact) => new()
    {
        Id = fact.Id,
        Aliases = fact.Aliases,
        Package = fact.Package,
        Installed = fact.InstalledVersion,
        Fixed = fact.FixedVersion is { IsKnown: true, Value: { } version } ? version : "",
        Severity = fact.Severity,
        Cvss = fact.Cvss is { IsKnown: true, Value: { } score } ? score : "",
        KnownExploited = fact.KnownExploited.IsKnown ? fact.KnownExploited.Value : null,
        KevDueOn = fact.KevDueOn is { IsKnown: true, Value: { } due } ? due : "",
        DetectedBy = string.Join("; ", fact.MatchedBy),
    };

    private static ImmutableArray<GoneFinding> Gone(FactSet facts, ImmutableArray<ObservedFinding> findings, string asset, ImmutableArray<string> feeds, FindingRecord before)
    {
        var versions = Versions(facts);
        var found = findings.SelectMany(finding => finding.Aliases.Where(name => !VulnerabilityIds.IsCve(name)).Append(finding.Id).Select(name => (name, finding.Package))).ToHashSet();
        var differ = before.Assets.FirstOrDefault(state => state.Asset == asset)?.Feeds is not { } old || !old.SequenceEqual(feeds, StringComparer.Ordinal);
        return
        [
            .. from finding in before.Open
               from one in finding.Affected
               where one.IsOpen && one.Asset == asset && one.Package.Length > 0 && !found.Contains((finding.Id, one.Package))
               orderby finding.Id, one.Package
               let now = versions.GetValueOrDefault(one.Package)
               select new GoneFinding(finding.Id, one.Package, one.Installed, now ?? "", DeltaCause.Of(one.Installed, now, differ)),
        ];
    }
}
