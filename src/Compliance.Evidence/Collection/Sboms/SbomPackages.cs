using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Sbom;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>The packages that a document lists, by type, name and version.</summary>
internal sealed class SbomPackages
{
    private const string AnyType = "*";

    private readonly HashSet<(string Type, string Name, string Version)> listed = [];
    private readonly List<SbomPackage> typed = [];

    public SbomPackages(SbomDocument sbom)
    {
        foreach (var component in sbom.Components)
        {
            var isTyped = false;
            foreach (var text in component.Purls)
            {
                if (!PackageUrl.Parse(text).TryGet(out var purl) || (purl.Type is not ("apk" or "deb" or "rpm") && !LanguageNames.Has(purl.Type))) continue;
                isTyped = true;
                var version = Version(purl);
                if (listed.Add((purl.Type, KeyOf(purl), version))) typed.Add(new SbomPackage(purl, version));
            }

            if (!isTyped && component.Purls.IsEmpty) listed.Add((AnyType, component.Name.ToLowerInvariant(), component.Version));
        }
    }

    /// <summary>Those with a package URL of a distribution, in the document's order, each once.</summary>
    public IReadOnlyList<SbomPackage> Typed => typed;

    /// <summary>Type of the package URLs of a database's packages.</summary>
    public static string TypeOf(PackageFact package) => package.Database switch
    {
        "apk" => "apk",
        "rpm" => "rpm",
        "dpkg" => "deb",
        _ => package.Database,
    };

    /// <summary>Name by which packages are compared: with the namespace for languages, where it is a part of the name.</summary>
    public static string KeyOf(PackageUrl purl) => (LanguageNames.Has(purl.Type) ? LanguageNames.Of(purl) : purl.Name).ToLowerInvariant();

    /// <summary>Whether it names the package with its version: by package URL, or where a component has none by name and version.</summary>
    public bool Lists(PackageFact package)
    {
        var name = package.Name.ToLowerInvariant();
        return listed.Contains((TypeOf(package), name, package.Version)) || listed.Contains((AnyType, name, package.Version));
    }

    // Some tools write the epoch as a qualifier instead of before the version.
    private static string Version(PackageUrl purl) =>
        purl.Qualifiers.TryGetValue("epoch", out var epoch) && epoch != "0" && !purl.Version.Contains(':', StringComparison.Ordinal) ? $"{epoch}:{purl.Version}" : purl.Version;
}
