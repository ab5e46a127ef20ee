using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving.Search;

/// <summary>Which of two candidates for one request is better, and by what. Total: ends at the place in the universe.</summary>
/// <param name="name">The name that was asked for.</param>
/// <param name="tag">The tag that the request prefers; empty for none.</param>
/// <param name="origins">Origins with versions that are taken already.</param>
internal sealed class CandidateOrder(ProviderChoice choice, string name, string tag, IReadOnlySet<(string Origin, string Version)> origins)
{
    /// <summary>Negative when <paramref name="left"/> is better.</summary>
    public int Compare(ApkCandidate left, ApkCandidate right, out string reason)
    {
        reason = "its source package is taken already at this version";
        if (choice == ProviderChoice.Apko && -HasOrigin(left).CompareTo(HasOrigin(right)) is var byOrigin and not 0) return byOrigin;
        reason = tag.Length > 0 ? $"from the repository @{tag}" : "from a repository without a tag";
        if (-(left.Source.Tag == tag).CompareTo(right.Source.Tag == tag) is var byTag and not 0) return byTag;
        var (a, b) = (left.VersionFor(name) ?? "", right.VersionFor(name) ?? "");
        reason = $"newer by the name asked for ({name}={(ApkVersions.Compare(a, b) < 0 ? b : a)})";
        if (a.Length > 0 && b.Length > 0 && -ApkVersions.Compare(a, b) is var byName and not 0) return byName;
        reason = "newer";
        if (left.Name == right.Name && -ApkVersions.Compare(left.Version, right.Version) is var byVersion and not 0) return byVersion;
        reason = "higher provider priority";
        if (-Priority(left).CompareTo(Priority(right)) is var byPriority and not 0) return byPriority;
        return CompareLast(left, right, out reason);
    }

    private int CompareLast(ApkCandidate left, ApkCandidate right, out string reason)
    {
        if (choice == ProviderChoice.Apko)
        {
            reason = "higher version of its own";
            if (-ApkVersions.Compare(left.Version, right.Version) is var byVersion and not 0) return byVersion;
            reason = "first by name";
            if (string.CompareOrdinal(left.Name, right.Name) is var byName and not 0) return byName;
        }

        reason = "from an earlier repository";
        if (left.Source.Order.CompareTo(right.Source.Order) is var bySource and not 0) return bySource;
        reason = "earlier in its index";
        return left.Number.CompareTo(right.Number);
    }

    private bool HasOrigin(ApkCandidate candidate) => candidate.Package.Origin.Length > 0 && origins.Contains((candidate.Package.Origin, candidate.Version));

    private static long Priority(ApkCandidate candidate) => candidate.Package.ProviderPriority ?? 0;
}
