using System.Collections.Immutable;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Scans;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>What scans of the image report, as matches beside those of feeds. A package that is not found here is taken as the scan names it.</summary>
internal static class ScanMatches
{
    public static IEnumerable<FoundMatch> Of(ScanEvidence scans, ImmutableArray<MatchTarget> targets)
    {
        var byPurl = targets.Where(target => target.Purl.Length > 0).ToLookup(target => Plain(target.Purl), StringComparer.Ordinal);
        var byName = targets.ToLookup(target => target.Package, StringComparer.Ordinal);
        foreach (var scan in scans.Scans.Where(scan => scan.IsAboutImage is { IsKnown: true, Value: true }))
        {
            foreach (var finding in scan.Report.Findings)
            {
                var target = Target(finding, byPurl, byName);
                yield return new FoundMatch(target, finding.Id, [.. finding.Aliases.Append(finding.Id).Order(StringComparer.Ordinal)], finding.FixedVersion.Length > 0 ? finding.FixedVersion : null, [new AdvisorySeverity(ScoreLookup.RatingType, finding.Severity)], $"scan by {scan.Label}", scan.Document, finding.Locator) { IsScan = true };
            }
        }
    }

    private static MatchTarget Target(ScanFinding finding, ILookup<string, MatchTarget> byPurl, ILookup<string, MatchTarget> byName)
    {
        if (finding.Purl.Length > 0 && byPurl[Plain(finding.Purl)].FirstOrDefault() is { } same) return same;
        if (byName[finding.Package].FirstOrDefault(target => finding.Version.Length == 0 || target.Installed == finding.Version) is { } named) return named;
        return new MatchTarget(finding.Package, finding.Version, finding.Package, finding.Version, finding.Purl, []);
    }

    // Scanners add qualifiers of their own.
    private static string Plain(string purl) => purl.Split('?', 2)[0];
}
