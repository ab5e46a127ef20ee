using System.Text;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp;

public sealed class CmvpCatalogReaderTests
{
    private const string Row = """{"certificate":1,"name":"n","vendor":"v","family":"f","standard":"FIPS 140-3","level":1,"status":"active","statusAsOf":"2026-04-15","validated":["2025-01-01"],"identities":[{"name":"n","version":"1","build":"","source":"s"}],"source":"s"}""";

    [Fact]
    public void Shipped_catalog_is_accepted_and_holds_the_families_that_containers_meet()
    {
        var catalog = ShippedCatalog.Value;

        Assert.InRange(catalog.Certificates.Length, 100, 400);
        Assert.All(["openssl-provider", "boringcrypto", "aws-lc", "go", "bouncycastle-java", "wolfcrypt", "nss", "libgcrypt", "gnutls"], family =>
            Assert.Contains(catalog.Certificates, certificate => certificate.Family == family));
        Assert.Equal(catalog.Certificates.Select(certificate => certificate.Number).Order(), catalog.Certificates.Select(certificate => certificate.Number));
        Assert.DoesNotContain("@nist", Encoding.UTF8.GetString(ShippedCatalog.Bytes), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("stub", Encoding.UTF8.GetString(ShippedCatalog.Bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("\"status\":\"active\"", "\"status\":\"valid\"")]
    [InlineData("\"FIPS 140-3\"", "\"FIPS 140-4\"")]
    [InlineData("\"2026-04-15\"", "\"15.04.2026\"")]
    [InlineData("[\"2025-01-01\"]", "[\"2025-02-30\"]")]
    [InlineData("\"certificate\":1", "\"certificate\":\"1\"")]
    [InlineData("\"certificate\":1", "\"certificate\":0")]
    [InlineData("\"certificate\":1", "\"certificate\":1,\"certificate\":2")]
    [InlineData("\"name\":\"n\",\"vendor\"", "\"vendor\"")]
    [InlineData("[{\"name\":\"n\",\"version\":\"1\",\"build\":\"\",\"source\":\"s\"}]", "[]")]
    [InlineData("\"version\":\"1\",", "")]
    [InlineData("\"level\":1", "\"level\":1,\"interim\":\"yes\"")]
    public void Row_that_is_not_complete_and_right_rejects_the_catalog(string from, string to)
    {
        var changed = Row.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(Row, changed);
        Assert.IsType<Reading<CmvpCatalog>.Rejected>(Read(changed));
    }

    [Fact]
    public void Row_is_read_and_a_number_twice_is_refused()
    {
        Assert.Equal(1, Assert.Single(Read(Row).Required().Certificates).Number);
        Assert.IsType<Reading<CmvpCatalog>.Rejected>(Read($"{Row},{Row}"));
    }

    [Fact]
    public void Mutated_catalog_never_throws()
    {
        var seed = Encoding.UTF8.GetBytes(Document(Row));
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 5)) _ = CmvpCatalogReader.Read(bytes, "c", Limits.Default);
    }

    private static Reading<CmvpCatalog> Read(string rows) => CmvpCatalogReader.Read(Encoding.UTF8.GetBytes(Document(rows)), "c", Limits.Default);

    private static string Document(string rows) =>
        $$"""{"catalog":"cmvp-container-modules","asOf":"2026-04-15","reviewedOn":"2026-11-23","modules":[{{rows}}],"updateStreams":[],"inProcess":[{"name":"n","vendor":"v","standard":"FIPS 140-3","stage":"Review","since":"2026-01-01","versions":["2"]}]}""";
}
