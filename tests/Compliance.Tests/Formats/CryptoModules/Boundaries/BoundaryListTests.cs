using System.Text;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.CryptoModules.Boundaries;

/// <summary>On which side of a module's boundary a vulnerability lies, and that nothing follows where the maker of the module says nothing.</summary>
public sealed class BoundaryListTests
{
    private const string Name = "OpenSSL FIPS Provider";
    private const string Row = """{"cve":"CVE-2024-1","family":"f","module":"n","affected":[{"series":"3.0","fixed":"3.0.16"}],"notAffected":["3.1"],"source":"s","reviewedOn":"2026-11-29"}""";

    /// <summary>Read anew from OpenSSL's advisories: secadv of the day in the comment, and the table of vulnerabilities and FIPS providers.</summary>
    [Theory]
    [InlineData("CVE-2022-4304", "3.0.7", BoundaryPlace.Inside)]
    [InlineData("CVE-2022-4304", "3.0.8", BoundaryPlace.Fixed)]
    [InlineData("CVE-2022-4304", "3.1.2", BoundaryPlace.Unknown)]
    [InlineData("CVE-2023-1255", "3.0.8", BoundaryPlace.Inside)] // 20230420: 3.0.0 to 3.0.8 and 3.1.0, the FIPS provider in them too
    [InlineData("CVE-2023-1255", "3.0.9", BoundaryPlace.Fixed)]
    [InlineData("CVE-2023-5363", "3.0.9", BoundaryPlace.Outside)] // 20231024
    [InlineData("CVE-2023-6237", "3.1.2", BoundaryPlace.Inside)] // 20240115
    [InlineData("CVE-2024-4603", "3.1.2", BoundaryPlace.Inside)] // 20240516
    [InlineData("CVE-2024-6119", "3.1.2", BoundaryPlace.Outside)] // 20240903
    [InlineData("CVE-2024-13176", "3.1.2", BoundaryPlace.Inside)] // 20250120
    [InlineData("CVE-2024-13176", "3.4.0", BoundaryPlace.Inside)]
    [InlineData("CVE-2024-13176", "3.4.1", BoundaryPlace.Fixed)]
    [InlineData("CVE-2024-13176", "3.5.4", BoundaryPlace.Unknown)]
    [InlineData("CVE-2025-9230", "3.1.2", BoundaryPlace.Outside)] // 20250930
    [InlineData("CVE-2025-15467", "3.0.9", BoundaryPlace.Outside)] // 20260127: 3.1 and 3.2 were not analysed
    [InlineData("CVE-2025-15467", "3.1.2", BoundaryPlace.Unknown)]
    [InlineData("CVE-2025-69420", "3.6.0", BoundaryPlace.Unknown)] // 20260127: its list of series leaves 3.6 out
    [InlineData("CVE-2026-31790", "3.1.2", BoundaryPlace.Inside)] // 20260407: affected, and no release of 3.1 has the fix
    [InlineData("CVE-2026-31790", "3.2.0", BoundaryPlace.Unknown)]
    [InlineData("CVE-2026-28386", "3.6.1", BoundaryPlace.Inside)] // 20260407: only 3.6
    [InlineData("CVE-2026-28386", "3.5.4", BoundaryPlace.Outside)]
    [InlineData("CVE-2026-42770", "3.5.6", BoundaryPlace.Inside)] // 20260609
    [InlineData("CVE-2026-42768", "3.0.9", BoundaryPlace.Unknown)] // 20260609: speaks of 3.4 and later
    [InlineData("CVE-2026-84782", "4.0.2", BoundaryPlace.Outside)] // 20260929
    [InlineData("CVE-2022-0778", "3.0.0", BoundaryPlace.Unknown)] // OpenSSL's table says maybe
    [InlineData("CVE-2022-2097", "3.0.0", BoundaryPlace.Unknown)] // its no rests on the machines of a validation
    public void Shipped_list_says_what_its_sources_say(string cve, string version, BoundaryPlace place) =>
        Assert.Equal(place, Shipped.Place([cve], "openssl-provider", Name, ModuleVersion.Parse(version)).Place);

    [Theory]
    [InlineData("Chainguard FIPS Provider for OpenSSL", "3.1.2")]
    [InlineData("Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7-395c1a240fbfffd8")]
    [InlineData(Name, "3.1.2-395c1a240fbfffd8")]
    [InlineData(Name, "3.1")]
    [InlineData(Name, "3.1.2a")]
    public void Another_name_a_build_of_its_own_and_no_release_are_unknown(string name, string version)
    {
        var answer = Shipped.Place(["CVE-2024-13176"], "openssl-provider", name, ModuleVersion.Parse(version));

        Assert.Equal((BoundaryPlace.Unknown, ""), (answer.Place, answer.Source));
        Assert.NotEmpty(answer.Reason);
        Assert.Null(Shipped.Inside("openssl-provider", name, ModuleVersion.Parse(version)));
    }

    [Fact]
    public void Unknown_version_and_vulnerability_are_unknown()
    {
        Assert.Equal(BoundaryPlace.Unknown, Shipped.Place(["CVE-2024-13176"], "openssl-provider", Name, null).Place);
        Assert.Equal(BoundaryPlace.Unknown, Shipped.Place(["CVE-2099-1"], "openssl-provider", Name, ModuleVersion.Parse("3.1.2")).Place);
    }

    [Fact]
    public void Answer_names_source_and_day_of_review()
    {
        var answer = Shipped.Place(["GHSA-x", "CVE-2024-13176"], "openssl-provider", Name, ModuleVersion.Parse("3.1.2"));

        Assert.Equal("https://openssl-library.org/news/secadv/20250120.txt, reviewed on 2026-11-29", answer.Source);
    }

    [Fact]
    public void Worst_answer_of_several_ids_counts() =>
        Assert.Equal(BoundaryPlace.Inside, Shipped.Place(["CVE-2024-6119", "CVE-2024-13176"], "openssl-provider", Name, ModuleVersion.Parse("3.1.2")).Place);

    [Theory]
    [InlineData("3.1.2", "CVE-2023-6237 CVE-2024-13176 CVE-2024-4603 CVE-2026-31790")]
    [InlineData("3.0.8", "CVE-2023-1255 CVE-2023-6237 CVE-2024-13176 CVE-2024-4603 CVE-2026-31790 CVE-2026-42770")]
    [InlineData("3.0.9", "CVE-2023-6237 CVE-2024-13176 CVE-2024-4603 CVE-2026-31790 CVE-2026-42770")]
    [InlineData("3.5.9", null)]
    public void Vulnerabilities_inside_a_release(string version, string? inside)
    {
        var found = Shipped.Inside("openssl-provider", Name, ModuleVersion.Parse(version));

        Assert.Equal(inside?.Split(' '), found?.ToArray());
    }

    [Fact]
    public void None_inside_is_known_only_when_every_vulnerability_is_settled_for_the_series()
    {
        Assert.Empty(Read(Row).Required().Inside("f", "n", ModuleVersion.Parse("3.0.16"))!.Value);
        Assert.Empty(Read(Row).Required().Inside("f", "n", ModuleVersion.Parse("3.1.0"))!.Value);
        Assert.Null(Read(Row).Required().Inside("f", "n", ModuleVersion.Parse("3.2.0")));
    }

    [Theory]
    [InlineData("CVE-2024-1", "GHSA-1")]
    [InlineData("\"source\":\"s\",", "")]
    [InlineData("\"reviewedOn\":\"2026-11-29\"", "\"reviewedOn\":\"29.11.2026\"")]
    [InlineData("\"series\":\"3.0\"", "\"series\":\"3\"")]
    [InlineData("\"series\":\"3.0\"", "\"series\":\"3.0.1\"")]
    [InlineData("\"fixed\":\"3.0.16\"", "\"fixed\":\"3.1.16\"")]
    [InlineData("\"fixed\":\"3.0.16\"", "\"fixed\":\"soon\"")]
    [InlineData("[\"3.1\"]", "[\"3.0\"]")]
    [InlineData("[\"3.1\"]", "[\"all\"]")]
    [InlineData("[\"3.1\"]", "[7]")]
    [InlineData("\"notAffected\":[\"3.1\"],", "")]
    public void Row_that_is_not_complete_and_right_rejects_the_list(string from, string to)
    {
        var changed = Row.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(Row, changed);
        Assert.IsType<Reading<BoundaryList>.Rejected>(Read(changed));
    }

    [Fact]
    public void Row_twice_rejects_the_list() => Assert.IsType<Reading<BoundaryList>.Rejected>(Read($"{Row},{Row}"));

    [Fact]
    public void Mutated_list_never_throws()
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(Document(Row)), Mutations.Count, 6)) _ = BoundaryListReader.Read(bytes, "b", Limits.Default);
    }

    private static BoundaryList Shipped => ShippedBoundaries.Value;

    private static Reading<BoundaryList> Read(string rows) => BoundaryListReader.Read(Encoding.UTF8.GetBytes(Document(rows)), "b", Limits.Default);

    private static string Document(string rows) => $$"""{"catalog":"cve-boundaries","reviewedOn":"2026-11-29","rows":[{{rows}}]}""";
}
