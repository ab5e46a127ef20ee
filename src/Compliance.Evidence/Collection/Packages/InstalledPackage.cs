using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>One installed package with the place where its database lists it. The fact's <see cref="PackageFact.InSbom"/> is not decided yet.</summary>
internal sealed record InstalledPackage(PackageFact Fact, RawDocument Database, Locator Locator)
{
    /// <summary><c>name version</c>, for lists that people read.</summary>
    public string Label => $"{Fact.Name} {Fact.Version}";

    /// <summary>A package of a language, in the words of facts.</summary>
    public static InstalledPackage Of(FoundLanguagePackage found) => new(
        new PackageFact
        {
            Database = found.Purl.Type,
            Name = found.Name,
            Version = found.Purl.Version,
            Architecture = "",
            Origin = found.Name,
            Purl = found.Purl.ToString(),
            Licence = found.Package.Licence,
            Supplier = "",
            FileCount = Knowable<long>.Unknown("packages of languages don't list their files"),
            InSbom = default,
        },
        found.Document,
        found.Locator);
}
