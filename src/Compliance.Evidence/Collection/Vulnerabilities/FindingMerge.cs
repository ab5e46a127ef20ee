using System.Collections.Immutable;
using Compliance.Formats.Vulnerabilities;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>Makes one finding of all matches of a package that mean the same vulnerability.</summary>
internal static class FindingMerge
{
    /// <summary>
    /// Matches under one CVE are one finding. A match without a CVE joins the finding of the package that has one of its names, if there is just one; others
    /// that share a name are one finding under the first of their ids.
    /// </summary>
    public static ImmutableArray<Finding> Merge(IEnumerable<FoundMatch> matches)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var package in matches.GroupBy(match => (match.Target.Package, match.Target.Installed, match.Target.Purl)))
        {
            var groups = new SortedDictionary<string, List<FoundMatch>>(StringComparer.Ordinal);
            foreach (var match in package.OrderBy(match => VulnerabilityIds.IsCve(match.Id) ? 0 : 1).ThenBy(match => match.Id, StringComparer.Ordinal))
            {
                var home = VulnerabilityIds.IsCve(match.Id) ? null : HomeOf(match, groups);
                if (groups.TryGetValue(home ?? match.Id, out var known)) known.Add(match);
                else groups[match.Id] = [match];
            }

            foreach (var (id, members) in groups)
            {
                findings.Add(new Finding(
                    id,
                    [.. members.SelectMany(member => member.Names).Where(name => name != id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                    members[0].Target,
                    [.. members.OrderBy(member => member.By, StringComparer.Ordinal)]));
            }
        }

        return [.. findings.OrderBy(finding => finding.Id, StringComparer.Ordinal).ThenBy(finding => finding.Target.Package, StringComparer.Ordinal).ThenBy(finding => finding.Target.Installed, StringComparer.Ordinal).ThenBy(finding => finding.Target.Purl, StringComparer.Ordinal)];
    }

    private static string? HomeOf(FoundMatch match, SortedDictionary<string, List<FoundMatch>> groups)
    {
        var homes = groups.Where(group => group.Value.Exists(member => member.Names.Intersect(match.Names, StringComparer.Ordinal).Any())).Select(group => group.Key).Take(2).ToList();
        return homes.Count == 1 ? homes[0] : null;
    }
}
