using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.CryptoModules.Cmvp;
using Compliance.Formats.CryptoModules.Cmvp.Lists;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.CryptoModules.Cmvp.Lists;

/// <summary>Dumps of NIST's lists in the forms that they come in, and what is wrong with bad ones.</summary>
public sealed class CmvpDumpReaderTests
{
    private const string Json = """
        { "metadata": { "retrieved_by_source_on": "2026-04-15T03:31:05Z", "origin": "a mirror" },
          "certificates": [
            { "certificate_number": "4985", "module_name": "OpenSSL  FIPS\nProvider", "vendor_name": "The OpenSSL Project", "standard": "FIPS 140-3", "status": "Active", "overall_level": 1,
              "validation_dates": ["3/11/2025", "3/10/2025"], "sunset_date": "3/10/2030", "caveat": "Interim validation. No assurance of the minimum strength of generated SSPs", "related_files": [ { "label": "x" } ] },
            { "certificate_number": "1", "module_name": null, "vendor_name": null, "standard": "FIPS 140-1", "status": "Historical", "overall_level": 1, "validation_dates": [], "sunset_date": null, "caveat": null } ],
          "modules_in_process": [ { "Module Name": "AWS-LC 3", "Vendor Name": "Amazon Web ServicesView Contacts", "Standard": "FIPS 140-3", "Status": "Review Pending  (4/13/2026)" } ] }
        """;

    private const string Csv = "Certificate Number,Vendor Name,Module Name,Standard,Status,Overall Level,Validation Dates,Sunset Date,Caveat\r\n"
        + "4985,The OpenSSL Project,\"OpenSSL \"\"FIPS\"\" Provider,\nnew\",140-3,active,1,\"3/10/2025; 3/11/2025\",2030-03-10,\r\n\r\n#2,Vendor,Module,FIPS 140-2,Revoked,Level 2,2001-02-03,,x\n";

    [Fact]
    public void Json_dump_is_read_with_day_source_and_modules_in_process()
    {
        var list = Read(Json).Required();

        Assert.Equal((new DateOnly(2026, 4, 15), "a mirror", true), (list.AsOf, list.Source, list.IsWhole));
        Assert.Equal([1, 4985], list.Listings.Select(listing => listing.Number));
        var listing = list.Listings[1];
        Assert.Equal(("OpenSSL FIPS Provider", CmvpStatedStatus.Active, new DateOnly(2030, 3, 10), true, true), (listing.Name, listing.Status, listing.Sunset, listing.Interim, listing.EntropyCaveat));
        Assert.Equal([new DateOnly(2025, 3, 10), new DateOnly(2025, 3, 11)], listing.Validated);
        Assert.Equal(("", 1, (bool?)null), (list.Listings[0].Name, list.Listings[0].Level, list.Listings[0].EntropyCaveat));
        Assert.Equal(("AWS-LC 3", "Amazon Web Services", "Review Pending", new DateOnly(2026, 4, 13)), (list.Submissions[0].Name, list.Submissions[0].Vendor, list.Submissions[0].Stage, list.Submissions[0].Since));
    }

    [Fact]
    public void Csv_dump_is_read_with_quotes_line_breaks_and_both_kinds_of_date()
    {
        var list = Read(Csv, new DateOnly(2026, 11, 1)).Required();

        Assert.Equal([2, 4985], list.Listings.Select(listing => listing.Number));
        Assert.Equal(("Vendor", CmvpStatedStatus.Revoked, 2, (DateOnly?)null), (list.Listings[0].Vendor, list.Listings[0].Status, list.Listings[0].Level, list.Listings[0].Sunset));
        Assert.Equal(("OpenSSL \"FIPS\" Provider, new", "FIPS 140-3", 2), (list.Listings[1].Name, list.Listings[1].Standard, list.Listings[1].Validated.Length));
    }

    [Fact]
    public void List_is_written_and_read_back_as_the_same_bytes()
    {
        var written = CmvpListFile.Write(Read(Json).Required());
        var again = CmvpListFile.Read(written, "list.json", Limits.Default).Required();

        Assert.Equal(written, CmvpListFile.Write(again));
        Assert.Equal(Digests.Sha256(Encoding.UTF8.GetBytes(Json)), again.Input);
    }

    [Theory]
    [InlineData("{ \"certificates\": [] }", "no certificate")]
    [InlineData("[]", "no certificate")]
    [InlineData("{ \"a\": 1 }", "there is no list 'certificates'")]
    [InlineData("{ \"certificates\": [ { \"cert\": 1, \"standard\": \"FIPS 140-4\", \"status\": \"Active\" } ] }", "'FIPS 140-4' is not a standard")]
    [InlineData("{ \"certificates\": [ { \"cert\": 1, \"standard\": \"140-3\", \"status\": \"Good\" } ] }", "'Good' is not a status")]
    [InlineData("{ \"certificates\": [ { \"cert\": 1, \"standard\": \"140-3\" } ] }", "no status")]
    [InlineData("{ \"certificates\": [ { \"cert\": 1, \"standard\": \"140-3\", \"status\": \"Active\", \"sunset\": \"soon\" } ] }", "'soon' is no date")]
    [InlineData("{ \"certificates\": [ { \"cert\": 1, \"standard\": \"140-3\", \"status\": \"Active\" }, { \"cert\": 1, \"standard\": \"140-3\", \"status\": \"Revoked\" } ] }", "more than once")]
    [InlineData("{ \"certificates\": [ 7 ] }", "a row is no object")]
    [InlineData("cert,standard\n1,140-3\n", "no column for the status")]
    [InlineData("cert,standard,status\n1,140-3\n", "2 fields under 3 columns")]
    [InlineData("cert,standard,status\n\"1,140-3,Active\n", "a quoted field does not end")]
    [InlineData("cert,standard,status\n", "no certificate")]
    [InlineData("", "the file is empty")]
    [InlineData("cert,standard,status\n-5,140-3,active\n", "is no certificate number")]
    public void Bad_dump_is_refused_as_a_whole_with_its_cause(string dump, string cause)
    {
        var reading = Read(dump, new DateOnly(2026, 11, 1));

        Assert.False(reading.TryGet(out _));
        Assert.Contains(reading.Defects, defect => defect.Message.Contains(cause, StringComparison.Ordinal));
    }

    [Fact]
    public void Dump_without_a_day_needs_one_from_the_caller()
    {
        var defect = Assert.Single(Read(Csv).Defects);

        Assert.Contains("--as-of", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_dumps_are_read_or_refused_and_never_crash()
    {
        foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(Json), Mutations.Count, 11).Concat(Mutations.Of(Encoding.UTF8.GetBytes(Csv), Mutations.Count, 12)))
        {
            var reading = CmvpDumpReader.Read(mutated, "f", new DateOnly(2026, 11, 1), null, Digests.Sha256(mutated), true, Limits.Default);
            if (reading.TryGet(out var list)) Assert.True(CmvpListFile.Read(CmvpListFile.Write(list), "list.json", Limits.Default).TryGet(out _));
            else Assert.NotEmpty(reading.Defects);
        }
    }

    private static Reading<CmvpList> Read(string dump, DateOnly? asOf = null)
    {
        var bytes = Encoding.UTF8.GetBytes(dump);
        return CmvpDumpReader.Read(bytes, "dump", asOf, null, Digests.Sha256(bytes), true, Limits.Default);
    }
}
