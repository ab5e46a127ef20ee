using Compliance.Formats.Packages.Versions;

namespace Compliance.Formats.Vulnerabilities.Advisories;

/// <summary>
/// Whether a version is affected: listed, or in a range (OSV schema 1.7, <em>Evaluation</em>). Null means unknown, and whoever asks treats it as a
/// gap: an ecosystem without an order, a version that is none, an event that is none, or a range over commits, an incomplete package.
/// </summary>
public static class VersionMatch
{
    public static bool? IsAffected(AffectedPackage package, string version)
    {
        if (package.Versions.Contains(version, StringComparer.Ordinal))
            return true;
        if (package.Ranges.IsEmpty)
            return package.Versions.IsEmpty || package.IsIncomplete ? null : false;
        bool? result = package.IsIncomplete ? null : false;
        foreach (var range in package.Ranges)
        {
            var order = range.Type == "SEMVER" ? SemanticVersionOrder.Plain : VersionOrders.ForOsvEcosystem(package.Ecosystem);
            var isIn = range.Type == "GIT" || order is null ? null : IsIn(range, version, order);
            if (isIn == true)
                return true;
            if (isIn is null)
                result = null;
        }

        return result;
    }

    /// <summary>The smallest fixed version after the given one; null when no range states one or versions can't be compared.</summary>
    public static string? FixedIn(AffectedPackage package, string version)
    {
        string? nearest = null;
        foreach (var range in package.Ranges.Where(range => range.Type != "GIT"))
        {
            var order = range.Type == "SEMVER" ? SemanticVersionOrder.Plain : VersionOrders.ForOsvEcosystem(package.Ecosystem);
            foreach (var candidate in range.Events.Where(one => one.Kind == RangeEventKind.Fixed).Select(one => one.Version))
            {
                if (order?.Compare(candidate, version) > 0 && (nearest is null || order.Compare(candidate, nearest) < 0))
                    nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>Events that are passed on the way up to the version switch the state; only events at or below it matter.</summary>
    private static bool? IsIn(AffectedRange range, string version, IVersionOrder order)
    {
        if (order.Compare(version, version) is null)
            return null;
        var state = false;
        RangeEvent? latest = null;
        foreach (var item in range.Events)
        {
            var place = item is { Kind: RangeEventKind.Introduced, Version: "0" } ? -1 : order.Compare(item.Version, version);
            if (place is null)
                return null;
            var isPassed = item.Kind == RangeEventKind.LastAffected ? place < 0 : place <= 0;
            if (!isPassed || (latest is not null && IsBefore(item, latest, order)))
                continue;
            latest = item;
            state = item.Kind == RangeEventKind.Introduced;
        }

        return state;
    }

    private static bool IsBefore(RangeEvent item, RangeEvent other, IVersionOrder order)
    {
        if (item is { Kind: RangeEventKind.Introduced, Version: "0" })
            return true;
        if (other is { Kind: RangeEventKind.Introduced, Version: "0" })
            return false;
        var place = order.Compare(item.Version, other.Version);
        // An end and a beginning at the same version: what ends there ends, whatever the order of the list.
        return place < 0 || (place == 0 && item.Kind == RangeEventKind.Introduced && other.Kind is RangeEventKind.Fixed or RangeEventKind.Limit);
    }
}
