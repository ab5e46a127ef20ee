using Compliance.Formats.Packages.Urls;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>A package of a distribution as a document names it.</summary>
/// <param name="Version">With the epoch, wherever the package URL has it.</param>
internal sealed record SbomPackage(PackageUrl Purl, string Version)
{
    public string Name => SbomPackages.KeyOf(Purl);
}
