using System.Collections.Immutable;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>
/// Which packages share a layer (apko's strategy <c>origin</c>): those of one source package together, and those that replace each other; the largest alone, the rest in one.
/// </summary>
internal static class LayerGroups
{
    /// <summary>Groups with the largest first, packages of each sorted by name.</summary>
    /// <param name="budget">Groups, at most; less than one counts as one.</param>
    public static ImmutableArray<ImmutableArray<InstalledPackage>> Of(IReadOnlyCollection<InstalledPackage> packages, int budget)
    {
        var groups = packages.GroupBy(package => package.Archive.Metadata.Package.Origin, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        foreach (var package in packages)
        {
            foreach (var replaced in packages.Where(other => other != package && package.Replaces(other)))
            {
                var (own, others) = (groups.Find(group => group.Contains(package))!, groups.Find(group => group.Contains(replaced))!);
                if (own == others) continue;
                own.AddRange(others);
                groups.Remove(others);
            }
        }

        var sorted = groups.OrderByDescending(Size).ThenBy(group => group.Select(package => package.Name).Max(StringComparer.Ordinal), StringComparer.Ordinal).ToList();
        var limit = Math.Max(budget, 1);
        if (sorted.Count > limit) sorted = [.. sorted.Take(limit - 1), [.. sorted.Skip(limit - 1).SelectMany(group => group)]];
        return [.. sorted.Select(group => group.OrderBy(package => package.Name, StringComparer.Ordinal).ToImmutableArray())];
    }

    private static long Size(List<InstalledPackage> group) => group.Sum(package => package.Archive.Metadata.Package.InstalledBytes ?? 0);
}
