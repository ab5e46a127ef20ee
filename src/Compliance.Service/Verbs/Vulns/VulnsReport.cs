using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Policy.Facts;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>Findings and scans of one image, package or SBOM, as facts say.</summary>
/// <param name="Subject">Digest of the image manifest, or of the SBOM.</param>
/// <param name="Hidden">How many findings a filter left out.</param>
internal sealed record VulnsReport(Digest Subject, ImmutableArray<VulnerabilityFact> Findings, int Hidden, ImmutableArray<ScanFact> Scans, ImmutableArray<CollectionGap> Gaps, bool IsComplete)
{
    /// <summary>Before any filter: some finding counts.</summary>
    public required bool HasOpen { get; init; }

    public static VulnsReport Of(FactSet facts, VulnsFilter filter)
    {
        ImmutableArray<VulnerabilityFact> all = [.. facts.OfKind(FactKind.Vulnerability).Select(fact => (VulnerabilityFact)fact.Value)];
        ImmutableArray<VulnerabilityFact> shown =
        [
            .. all.Where(filter.Shows).OrderBy(Rank).ThenBy(finding => finding.Id, StringComparer.Ordinal).ThenBy(finding => finding.Package, StringComparer.Ordinal),
        ];
        ImmutableArray<CollectionGap> gaps = [.. facts.Gaps.Where(gap => gap.Kind is FactKind.Vulnerability or FactKind.Scan).DistinctBy(gap => (gap.Code, gap.Message))];
        return new VulnsReport(facts.Subject, shown, all.Length - shown.Length, [.. facts.OfKind(FactKind.Scan).Select(fact => (ScanFact)fact.Value)], gaps, facts.CoverageOf(FactKind.Vulnerability) == Coverage.Complete)
        {
            HasOpen = all.Any(finding => !finding.Suppressed),
        };
    }

    /// <summary>Exploited before overdue before the rest, each by severity; what is suppressed last.</summary>
    private static (bool, int, int) Rank(VulnerabilityFact finding) => (
        finding.Suppressed,
        finding.KnownExploited is { IsKnown: true, Value: true } ? 0 : VulnsFilter.IsOverdue(finding) == true ? 1 : 2,
        Array.IndexOf(VulnsFilter.Severities, finding.Severity) is >= 0 and var place ? place : -1);
}
