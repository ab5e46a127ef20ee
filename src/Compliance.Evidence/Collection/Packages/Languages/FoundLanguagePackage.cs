using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Packages.Languages;

/// <summary>A package of a language with the file that says so.</summary>
/// <param name="Path">Metadata, program or archive.</param>
/// <param name="Owner">Package of the system that owns the file, by the label of its database; empty when none does.</param>
internal sealed record FoundLanguagePackage(LanguagePackage Package, PackageUrl Purl, string Path, string Owner, RawDocument Document, Locator Locator)
{
    /// <summary>With the namespace: <c>@scope/name</c>, <c>github.com/x/y</c>, <c>org.example/lib</c>.</summary>
    public string Name => LanguageNames.Of(Purl);
}
