using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.CryptoModules;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>The list of certificates as evidence: its digest, day and signature are facts, and one that can't be used leaves no certificate known.</summary>
public sealed class CatalogCollectorTests
{
    [Fact]
    public void Reviewed_catalog_is_a_fact_with_its_age()
    {
        var fact = Catalog(CollectionWorld.Context())!;

        Assert.Equal(("cmvp", "2026-04-15", "none", ""), (fact.Name, fact.AsOf, fact.Signature, fact.ListSha256));
        Assert.Equal(new DateOnly(2026, 11, 23).DayNumber - new DateOnly(2026, 4, 15).DayNumber, fact.AgeDays);
    }

    [Fact]
    public void Imported_list_decides_and_is_a_fact_with_digest_and_day()
    {
        var list = List("Revoked");
        var context = With(list, null);
        var fact = Catalog(context)!;

        Assert.Equal(("2026-11-20", 3L, "absent", Digests.Sha256(list).Hex), (fact.AsOf, fact.AgeDays, fact.Signature, fact.ListSha256));
        Assert.Equal(("exact", "revoked"), Module(context));
        Assert.Equal(("exact", "active"), Module(With(List("Active"), null)));
    }

    [Fact]
    public void Broken_signature_leaves_no_certificate_known_rather_than_the_older_catalog()
    {
        var context = With(List("Revoked"), Encoding.UTF8.GetBytes("no signature"));

        Assert.Null(Catalog(context));
        Assert.Equal(("unknown", "unknown"), Module(context));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"asOf\":\"2026-11-20\",\"catalog\":\"cmvp-list\",\"certificates\":[],\"input\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"source\":\"x\",\"whole\":true}")]
    public void Unreadable_or_empty_list_leaves_no_certificate_known(string list)
    {
        var context = With(Encoding.UTF8.GetBytes(list), null);

        Assert.Null(Catalog(context));
        Assert.Equal(("unknown", "unknown"), Module(context));
    }

    [Fact]
    public void Signature_without_its_list_leaves_no_certificate_known() => Assert.Null(Catalog(With(null, [1, 2, 3])));

    private static CatalogFact? Catalog(CollectionContext context) =>
        CollectionWorld.Collect(image => image.Layer(layer => layer.File("etc/x", [1])), new CatalogCollector(), context).OfKind(FactKind.Catalog).Select(fact => (CatalogFact)fact.Value).SingleOrDefault();

    private static (string Match, string State) Module(CollectionContext context)
    {
        var provider = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);
        var facts = CollectionWorld.Collect(image => image.Layer(layer => layer.File("usr/lib/ossl-modules/fips.so", provider)), new CryptoModuleCollector(), context);
        var module = facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).Single();
        return (Word(module.CertificateMatch), Word(module.CertificateState));

        static string Word(Knowable<string> value) => value.IsKnown ? value.Value : "unknown";
    }

    private static byte[] List(string status)
    {
        var dump = Encoding.UTF8.GetBytes($$"""[ { "cert": 4985, "name": "OpenSSL FIPS Provider", "vendor": "x", "standard": "FIPS 140-3", "status": "{{status}}", "validated": ["2025-03-11"], "sunset": "2030-03-10" } ]""");
        return CmvpListFile.Write(CmvpDumpReader.Read(dump, "dump", new DateOnly(2026, 11, 20), "test", Digests.Sha256(dump), true, Limits.Default).Required());
    }

    private static CollectionContext With(byte[]? list, byte[]? signature)
    {
        var context = CollectionWorld.Context();
        var catalogs = context.Catalogs.ToDictionary(StringComparer.Ordinal);
        if (list is not null) catalogs[CmvpList.Path] = list;
        if (signature is not null) catalogs[CmvpList.SignaturePath] = signature;
        return context with { Catalogs = catalogs };
    }
}
