using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>All packages that a solution may take for one architecture, by the names that they have and provide.</summary>
public sealed class ApkUniverse
{
    private static readonly List<ApkCandidate> None = [];

    private readonly Dictionary<string, List<ApkCandidate>> providers = new(StringComparer.Ordinal);

    /// <param name="architecture">As apk names it; packages of others but <c>noarch</c> are left out. Empty takes all.</param>
    public ApkUniverse(IEnumerable<(ApkSource Source, IEnumerable<ApkPackage> Packages)> repositories, string architecture)
    {
        var all = ImmutableArray.CreateBuilder<ApkCandidate>();
        foreach (var (source, packages) in repositories)
        {
            var identities = new HashSet<string>(StringComparer.Ordinal);
            foreach (var package in packages)
            {
                // The identity is what a package is: a second record of one repository with the same is the first one again.
                if (package.Checksum is { } identity && !identities.Add(identity.Hex)) continue;
                if (architecture.Length > 0 && package.Architecture is { Length: > 0 } own && own != architecture && own != "noarch") continue;
                all.Add(new ApkCandidate(all.Count, package, source));
            }
        }

        Candidates = all.ToImmutable();
        foreach (var candidate in Candidates)
        {
            Add(candidate.Name, candidate);
            foreach (var provided in candidate.Provides) Add(provided.Name, candidate);
        }

        Triggered = [.. Candidates.Where(candidate => candidate.InstallIf.Length > 0 && candidate.IsInstallable)];
        Architecture = architecture;
    }

    public string Architecture { get; }

    public ImmutableArray<ApkCandidate> Candidates { get; }

    /// <summary>Candidates that come along when others are there (<c>install_if</c>).</summary>
    public ImmutableArray<ApkCandidate> Triggered { get; }

    /// <summary>Those that are called so or provide the name.</summary>
    public IReadOnlyList<ApkCandidate> Providers(string name) => providers.GetValueOrDefault(name, None);

    public IEnumerable<ApkCandidate> Satisfying(ApkDependency dependency)
    {
        foreach (var candidate in Providers(dependency.Name))
        {
            if (candidate.Satisfies(dependency)) yield return candidate;
        }
    }

    /// <summary>Names with versions that each of several universes has: what an image for all their architectures can hold.</summary>
    public static ISet<(string Name, string Version)> InAll(IEnumerable<ApkUniverse> universes)
    {
        HashSet<(string, string)>? shared = null;
        foreach (var universe in universes)
        {
            var own = universe.Candidates.Select(candidate => (candidate.Name, candidate.Version));
            if (shared is null) shared = [.. own];
            else shared.IntersectWith(own);
        }

        return shared ?? [];
    }

    private void Add(string name, ApkCandidate candidate)
    {
        if (!providers.TryGetValue(name, out var list)) providers[name] = list = [];
        if (list.Count == 0 || !ReferenceEquals(list[^1], candidate)) list.Add(candidate);
    }
}
