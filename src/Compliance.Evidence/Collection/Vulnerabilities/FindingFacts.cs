using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Packages.Versions;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Findings → facts, with what catalogs and scores say.</summary>
internal sealed class FindingFacts(ScoreLookup scores)
{
    public VulnerabilityFact Compose(Finding finding)
    {
        var kev = scores.Kev(finding.Id);
        var cvss = scores.Cvss(finding.Id, finding.Matches);
        return new VulnerabilityFact
        {
            Id = finding.Id,
            Aliases = finding.Names,
            Package = finding.Target.Package,
            InstalledVersion = finding.Target.Installed,
            Origin = finding.Target.Name,
            Purl = finding.Target.Purl,
            Severity = cvss?.Rating ?? "unknown",
            Cvss = cvss is null ? Knowable<string>.Unknown("no feed states a score") : Knowable<string>.Known(cvss.Score.ToString("F1", CultureInfo.InvariantCulture)),
            CvssVector = cvss?.Vector ?? "",
            CvssSource = cvss?.Source ?? "",
            FixedVersion = Fixed(finding),
            KnownExploited = kev.IsKnown ? Knowable<bool>.Known(kev.Value is not null) : Knowable<bool>.Unknown(kev.Reason),
            KevDueOn = kev.IsKnown ? Knowable<string>.Known(kev.Value?.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "") : Knowable<string>.Unknown(kev.Reason),
            Epss = scores.Epss(finding.Id),
            Automatable = scores.Decision(finding.Id, "Automatable", "automatable"),
            TechnicalImpact = scores.Decision(finding.Id, "Technical Impact", "technicalImpact"),
            MatchedBy = [.. finding.Matches.Select(match => match.By).Distinct(StringComparer.Ordinal)],
            DueOn = Knowable<string>.Unknown("when it was first detected is not evidenced"),
        };
    }

    /// <summary>The highest version that a record calls fixed: below it some record still says affected. Records that can't be compared leave it unknown.</summary>
    private static Knowable<string> Fixed(Finding finding)
    {
        ImmutableArray<string> stated = [.. finding.Matches.Select(match => match.FixedVersion).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (stated.IsEmpty) return Knowable<string>.Known("");
        var order = finding.Target.Ecosystems.Select(VersionOrders.ForOsvEcosystem).FirstOrDefault();
        var highest = stated[0];
        foreach (var other in stated.Skip(1))
        {
            if (order?.Compare(other, highest) is not { } place) return Knowable<string>.Unknown($"the feeds differ: {string.Join(", ", stated)}");
            if (place > 0) highest = other;
        }

        return Knowable<string>.Known(highest);
    }
}
