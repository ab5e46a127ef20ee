using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Sbom;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>The packages that a document lists, by type, name and version.</summary>
internal sealed class SbomPackages
{
    private const string AnyType = "*";

    private readonly HashSet<(string Type, string Name, string Version)> listed = [];

    public SbomPackages(SbomDocument sbom)
    {
        foreach (var component in sbom.Components)
        {
            var isTyped = false;
            foreach (var text in component.Purls)
            {
                if (!PackageUrl.Parse(text).TryGet(out var purl) || purl.Type is not ("apk" or "deb")) continue;
                isTyped = true;
                listed.Add((purl.Type, purl.Name, Version(purl)));
            }

            if (!isTyped && component.Purls.IsEmpty) listed.Add((AnyType, component.Name.ToLowerInvariant(), component.Version));
        }
    }

    /// <summary>Whether it names the package with its version: by package URL, or where a component has none by name and version.</summary>
    public bool Lists(PackageFact package)
    {
        var name = package.Name.ToLowerInvariant();
        return listed.Contains((package.Database == "apk" ? "apk" : "deb", name, package.Version)) || listed.Contains((AnyType, name, package.Version));
    }

    // Some tools write the epoch as a qualifier instead of before the version.
    private static string Version(PackageUrl purl) =>
        purl.Qualifiers.TryGetValue("epoch", out var epoch) && epoch != "0" && !purl.Version.Contains(':', StringComparison.Ordinal) ? $"{epoch}:{purl.Version}" : purl.Version;
}
