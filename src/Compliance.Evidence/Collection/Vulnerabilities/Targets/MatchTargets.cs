using System.Collections.Immutable;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>All packages of an image that advisories can be about: those of its databases, and those of other ecosystems that its SBOMs name.</summary>
internal sealed record MatchTargets(ImmutableArray<MatchTarget> Targets, ImmutableArray<Defect> Gaps)
{
    public static MatchTargets Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    private static MatchTargets Read(ImageEvidence image, CollectionContext context)
    {
        var gaps = new List<Defect>();
        var databases = PackageDatabases.Of(image, context.Limits);
        if (!databases.Gaps.IsEmpty || image.Gaps.Any(gap => gap.Kind == FactKind.Package))
            gaps.Add(new Defect(FeedCodes.PackagesUnknown, new Locator("packages"), "not every installed package is known, so not every vulnerability can be"));
        var release = OperatingSystemRelease.Of(image, context.Limits).Release;
        var targets = ImmutableArray.CreateBuilder<MatchTarget>();
        foreach (var group in databases.Packages.GroupBy(package => package.Fact.Database, StringComparer.Ordinal))
        {
            if (LanguageNames.Has(group.Key))
            {
                targets.AddRange(group.Select(package => Language(package.Fact.Purl)).OfType<MatchTarget>().DistinctBy(target => target.Purl, StringComparer.Ordinal).OrderBy(target => target.Purl, StringComparer.Ordinal));
                continue;
            }

            var ecosystems = Distribution(group.Key, release);
            if (ecosystems.IsEmpty)
                gaps.Add(new Defect(FeedCodes.NoEcosystem, new Locator("os-release"), $"no feed is known for {group.Key} packages of the system '{release?.Id ?? "(none)"}'"));
            else targets.AddRange(group.SelectMany(package => Installed(package.Fact, ecosystems)));
        }

        var known = targets.Select(target => target.Purl).ToHashSet(StringComparer.Ordinal);
        var types = databases.Packages.Select(package => package.Fact.Database switch { "dpkg" => "deb", var database => database }).ToHashSet(StringComparer.Ordinal);
        targets.AddRange(FromSboms(ImageSboms.Of(image, context), SbomAsSubject.Is(image), types).Where(target => !known.Contains(target.Purl)));
        return new MatchTargets(targets.ToImmutable(), [.. gaps]);
    }

    /// <summary>By source package; of rpm by package as well, since some of its distributions name what is built in their advisories and others what it is built from.</summary>
    private static IEnumerable<MatchTarget> Installed(PackageFact fact, ImmutableArray<string> ecosystems)
    {
        var source = new MatchTarget(fact.Name, fact.Version, fact.Origin, fact.OriginVersion.Length > 0 ? fact.OriginVersion : fact.Version, fact.Purl, ecosystems) { IsOperatingSystem = true };
        return fact.Database != "rpm" || fact.Origin == fact.Name ? [source] : [source with { Name = fact.Name, Version = fact.Version }, .. fact.Origin.Length > 0 ? [source] : Array.Empty<MatchTarget>()];
    }

    /// <summary>The ecosystem of packages of a system, as OSV spells it; empty when none is known.</summary>
    internal static ImmutableArray<string> Distribution(string database, OsRelease? release)
    {
        if (release is null) return [];
        var minor = string.Join('.', release.VersionId.Split('.').Take(2));
        return (database, release.Id) switch
        {
            ("apk", "alpine") when minor.Contains('.', StringComparison.Ordinal) => [$"Alpine:v{minor}"],
            ("apk", "wolfi") => ["Wolfi"],
            ("apk", "chainguard") => ["Chainguard", "Wolfi"],
            ("apk", "minimos") => ["MinimOS"],
            ("dpkg", "debian") when release.VersionId.Length > 0 => [$"Debian:{release.VersionId}"],
            ("dpkg", "ubuntu") when release.VersionId.Length > 0 => [$"Ubuntu:{release.VersionId}"],
            ("rpm", _) => RpmEcosystems.Of(release.Id, release.VersionId),
            _ => [],
        };
    }

    /// <summary>Packages of languages, and those of distributions whose database was not read: an SBOM's word is then all there is.</summary>
    private static IEnumerable<MatchTarget> FromSboms(ImageSboms sboms, bool isAlone, HashSet<string> databases) => sboms.Found
        .Where(sbom => isAlone || sbom.DescribesImage is not { IsKnown: true, Value: false })
        .SelectMany(sbom => sbom.Sbom.Components.SelectMany(component => component.Purls))
        .Distinct(StringComparer.Ordinal)
        .Select(purl => Language(purl) ?? (databases.Contains(TypeOf(purl)) ? null : PurlTargets.Distribution(purl)))
        .OfType<MatchTarget>()
        .DistinctBy(target => target.Purl, StringComparer.Ordinal)
        .OrderBy(target => target.Purl, StringComparer.Ordinal);

    private static string TypeOf(string purl) => purl.StartsWith("pkg:", StringComparison.Ordinal) ? purl[4..].Split('/', 2)[0] : "";

    /// <summary>A package of a language's registry by its URL; null for everything else.</summary>
    internal static MatchTarget? Language(string text)
    {
        if (!PackageUrl.Parse(text).TryGet(out var purl) || purl.Version.Length == 0) return null;
        var full = purl.Namespace.Length == 0 ? purl.Name : $"{purl.Namespace}/{purl.Name}";
        var (ecosystem, name) = purl.Type switch
        {
            "golang" => ("Go", full),
            "npm" => ("npm", full),
            "pypi" => ("PyPI", purl.Name),
            "maven" => ("Maven", $"{purl.Namespace}:{purl.Name}"),
            "gem" => ("RubyGems", purl.Name),
            "nuget" => ("NuGet", purl.Name),
            "cargo" => ("crates.io", purl.Name),
            "composer" => ("Packagist", full),
            "hex" => ("Hex", full),
            "pub" => ("Pub", purl.Name),
            "swift" => ("SwiftURL", full),
            _ => ("", ""),
        };
        // The Go database writes versions without the "v" that modules have.
        var version = ecosystem == "Go" && purl.Version.StartsWith('v') ? purl.Version[1..] : purl.Version;
        return ecosystem.Length == 0 ? null : new MatchTarget(full, purl.Version, name, version, purl.ToString(), [ecosystem]);
    }
}
