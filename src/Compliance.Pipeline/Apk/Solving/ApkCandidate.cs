using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Versions;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>A package of a repository that may be chosen.</summary>
public sealed class ApkCandidate
{
    internal ApkCandidate(int number, ApkPackage package, ApkSource source)
    {
        (Number, Package, Source) = (number, package, source);
        var isWhole = true;
        Depends = Parse(package.Depends, ref isWhole);
        InstallIf = Parse(package.InstallIf, ref isWhole);
        var provides = ImmutableArray.CreateBuilder<ApkDependency>();
        foreach (var provided in Parse(package.Provides, ref isWhole))
        {
            if (provided.Relation is ApkRelation.Any or ApkRelation.Equal) provides.Add(provided);
            else isWhole = false;
        }

        Provides = provides.ToImmutable();
        // A tag belongs to world; apk takes a package that names one for broken.
        IsInstallable = isWhole && Depends.All(dependency => dependency.Tag.Length == 0);
    }

    /// <summary>Place in its universe: repositories in the order given, packages in the order of their index.</summary>
    public int Number { get; }

    public ApkPackage Package { get; }

    public ApkSource Source { get; }

    public string Name => Package.Name;

    public string Version => Package.Version;

    public ImmutableArray<ApkDependency> Depends { get; }

    public ImmutableArray<ApkDependency> Provides { get; }

    public ImmutableArray<ApkDependency> InstallIf { get; }

    /// <summary>False when a dependency can't be read: what can't be understood is not chosen.</summary>
    public bool IsInstallable { get; }

    /// <summary>Whether it is, or provides, what the dependency asks for; signs of conflict are ignored.</summary>
    public bool Satisfies(ApkDependency dependency)
    {
        if (dependency.Relation.HasFlag(ApkRelation.Identity)) return Name == dependency.Name && Package.Checksum?.ToDatabaseText() == dependency.Version;
        if (Name == dependency.Name && dependency.IsSatisfiedBy(Version)) return true;
        foreach (var provided in Provides)
        {
            if (provided.Name == dependency.Name && dependency.IsSatisfiedBy(provided.Version)) return true;
        }

        return false;
    }

    /// <summary>The version that it has under a name; empty for an unversioned provision, null when it does not provide the name.</summary>
    public string? VersionFor(string name)
    {
        if (name == Name) return Version;
        foreach (var provided in Provides)
        {
            if (provided.Name == name) return provided.Version;
        }

        return null;
    }

    public override string ToString() => Source.Tag.Length == 0 ? $"{Name}-{Version}" : $"{Name}-{Version}@{Source.Tag}";

    private static ImmutableArray<ApkDependency> Parse(ImmutableArray<string> texts, ref bool isWhole)
    {
        var parsed = ImmutableArray.CreateBuilder<ApkDependency>(texts.Length);
        foreach (var text in texts)
        {
            if (ApkDependency.TryParse(text, out var dependency)) parsed.Add(dependency);
            else isWhole = false;
        }

        return parsed.ToImmutable();
    }
}
