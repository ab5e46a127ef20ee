using Compliance.Evidence.Collection.Packages;
using Compliance.Evidence.Collection.Packages.Languages;
using Compliance.Evidence.Collection.Sboms;
using Compliance.Evidence.Raw;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>Packages of the image's databases (apk, dpkg, rpm) and of languages, how many there are by another count, and whether an SBOM about the image names each.</summary>
public sealed class PackageCollector : ICollector
{
    public string Id => "package@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var databases = PackageDatabases.Of(image, context.Limits);
        var sboms = ImageSboms.Of(image, context);
        facts.Cover(FactKind.Package, Coverage.Complete);
        facts.Gaps(FactKind.Package, databases.Gaps);
        foreach (var package in databases.Packages)
        {
            var fact = package.Fact with { InSbom = InSbom(package.Fact, sboms) };
            facts.Add($"{fact.Database}/{fact.Name}", fact, new FactSource(package.Database.Item.Sha256, package.Locator), LanguageNames.Has(fact.Database) && package.Database.Item.Role == RawRole.Observation ? Reperformance.Carried : Reperformance.Rederived);
        }

        Count(image, databases, facts);
    }

    /// <summary>No database, or one that could not be opened, is no count: absence never says zero.</summary>
    private static void Count(ImageEvidence image, PackageDatabases databases, FactSetBuilder facts)
    {
        var isHidden = databases.Gaps.Any(gap => gap.Code == CollectionCodes.DatabaseMissing || gap.Code == CollectionCodes.DatabaseNotRead || gap.Code == CollectionCodes.DatabaseNotKept);
        if (databases.Counts.IsEmpty || isHidden || image.Gaps.Any(gap => gap.Kind == FactKind.Package)) return;
        var count = new PopulationFact
        {
            Name = "packages",
            Count = databases.Counts.Sum(database => (long)database.Count) + databases.LanguageCount,
            CountedFrom = string.Join("; ", databases.Counts.Select(database => database.CountedFrom)) + (databases.LanguageCount > 0 ? "; metadata of languages, programs and archives that no package owns" : ""),
        };
        var document = databases.Counts[0].Document;
        facts.Add("packages", count, new FactSource(document.Item.Sha256, document.Locate()), Reperformance.Rederived);
    }

    private static Knowable<bool> InSbom(PackageFact package, ImageSboms sboms)
    {
        var naming = sboms.Found.Where(sbom => sbom.Packages.Lists(package)).ToList();
        if (naming.Exists(sbom => sbom.DescribesImage is { IsKnown: true, Value: true })) return Knowable<bool>.Known(true);
        if (naming.Exists(sbom => !sbom.DescribesImage.IsKnown)) return Knowable<bool>.Unknown("named only in documents that do not say which image they are about");
        return sboms.IsComplete ? Knowable<bool>.Known(false) : Knowable<bool>.Unknown("not every SBOM could be read");
    }
}
