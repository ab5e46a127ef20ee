using System.Collections.Immutable;
using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>What a document and the image's package databases say differently of the same packages. Lists are in ordinal order.</summary>
internal sealed class SbomReconciliation
{
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private readonly SortedSet<string> notInstalled = new(StringComparer.Ordinal);
    private readonly SortedSet<string> versions = new(StringComparer.Ordinal);
    private readonly SortedSet<string> urls = new(StringComparer.Ordinal);

    /// <param name="owned">Packages of languages that belong to one of the system: they need not be named, and may be.</param>
    public SbomReconciliation(SbomPackages listed, IEnumerable<InstalledPackage> installed, IEnumerable<InstalledPackage> owned)
    {
        var byName = new Dictionary<(string Type, string Name), List<InstalledPackage>>();
        foreach (var package in installed)
        {
            Installed++;
            if (listed.Lists(package.Fact)) Named++;
            else missing.Add(package.Label);
            Index(package);
        }

        foreach (var package in owned) Index(package);

        foreach (var package in listed.Typed)
        {
            if (!byName.TryGetValue((package.Purl.Type, package.Name), out var same))
            {
                // Documents name packages of languages that no file says to be there, such as those of a lock file or bundled by a tool: nothing is known of them.
                if (!LanguageNames.Has(package.Purl.Type)) notInstalled.Add($"{package.Name} {package.Version}");
            }
            else if (same.Find(one => one.Fact.Version == package.Version) is not { } match) versions.Add($"{package.Name}: document {Shown(package.Version)}, image {string.Join(" and ", same.Select(one => one.Fact.Version).Distinct())}");
            else if (PackageUrl.Parse(match.Fact.Purl).TryGet(out var own) && same.TrueForAll(one => Differs(package.Purl, one))) urls.Add($"{package.Purl} is {own} in the image");
        }

        void Index(InstalledPackage package)
        {
            var key = (SbomPackages.TypeOf(package.Fact), package.Fact.Name.ToLowerInvariant());
            if (!byName.TryGetValue(key, out var same)) byName[key] = same = [];
            same.Add(package);
        }
    }

    /// <summary>Unknown for a document about something else, and where what is installed is not completely known.</summary>
    public static Knowable<SbomReconciliation> Of(FoundSbom found, ImageEvidence image, Limits limits)
    {
        if (found.DescribesImage is { IsKnown: true, Value: false }) return Knowable<SbomReconciliation>.Unknown("the document is about something else");
        var databases = PackageDatabases.Of(image, limits);
        return databases.Gaps.IsEmpty && !image.Gaps.Any(gap => gap.Kind == FactKind.Package)
            ? Knowable<SbomReconciliation>.Known(new SbomReconciliation(found.Packages, databases.Packages, databases.Contained.Where(package => package.Owner.Length > 0).Select(InstalledPackage.Of)))
            : Knowable<SbomReconciliation>.Unknown("what is installed is not completely known");
    }

    /// <summary>Packages that databases list.</summary>
    public int Installed { get; }

    /// <summary>Those of them that the document names with their version.</summary>
    public int Named { get; }

    public ImmutableArray<string> Missing => [.. missing];

    public ImmutableArray<string> NotInstalled => [.. notInstalled];

    public ImmutableArray<string> Versions => [.. versions];

    public ImmutableArray<string> PackageUrls => [.. urls];

    /// <summary>Another distribution or architecture. Qualifiers that only one of them has say nothing, and names of releases are spelled in many ways.</summary>
    private static bool Differs(PackageUrl listed, InstalledPackage installed)
    {
        if (!PackageUrl.Parse(installed.Fact.Purl).TryGet(out var own)) return false;
        if (SystemVendor.Of(listed.Type, listed.Namespace) != own.Namespace) return true;
        return listed.Qualifiers.TryGetValue("arch", out var stated) && own.Qualifiers.TryGetValue("arch", out var actual) && stated != actual;
    }

    private static string Shown(string version) => version.Length == 0 ? "none" : version;
}
