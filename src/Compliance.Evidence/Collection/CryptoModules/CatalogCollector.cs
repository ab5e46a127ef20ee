using System.Globalization;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>Which certificates the modules of the image are matched against: digest, day and signature of the catalog, and of the imported list over it.</summary>
public sealed class CatalogCollector : ICollector
{
    public string Id => "catalogs@1";

    public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
    {
        var catalogs = ModuleCatalogs.Of(image, context);
        facts.Gaps(FactKind.Catalog, catalogs.Defects);
        if (catalogs is not { Catalog: { } catalog, Digest: { } digest })
        {
            facts.Cover(FactKind.Catalog, Coverage.NotCollected);
            return;
        }

        facts.Cover(FactKind.Catalog, Coverage.Complete);
        var fact = new CatalogFact
        {
            Name = "cmvp",
            AsOf = Iso(catalog.AsOf),
            AgeDays = UsDate.Of(context.EvaluatedAt).DayNumber - catalog.AsOf.DayNumber,
            ReviewedOn = Iso(catalog.ReviewedOn),
            Certificates = catalog.Certificates.Length,
            Sha256 = digest.Hex,
            ListSha256 = catalogs.ListDigest?.Hex ?? "",
            InputSha256 = catalogs.List?.Input.Hex ?? "",
            ListSource = catalogs.List?.Source ?? "",
            Signature = catalogs.Signature?.Word ?? "none",
        };
        var source = catalogs.ListDigest is { } list ? new FactSource(list, new Locator(CmvpList.Path)) : new FactSource(digest, new Locator(CmvpCatalog.Path));
        facts.Add("cmvp", fact, source, Reperformance.Rederived);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
