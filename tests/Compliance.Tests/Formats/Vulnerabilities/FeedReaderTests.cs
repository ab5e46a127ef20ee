using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Advisories;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Secdb;

namespace Compliance.Tests.Formats.Vulnerabilities;

public sealed class FeedReaderTests
{
    private const string Osv = """
        {"id":"EX-1","modified":"2026-01-02T03:04:05Z","aliases":["CVE-2026-1"],"affected":[{"package":{"ecosystem":"npm","name":"left"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.2.3"}]}],"versions":["1.0.0"]}]}
        """;

    private const string Kev = """
        {"catalogVersion":"1","dateReleased":"2026-01-02T03:04:05Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-01-01","dueDate":"2026-01-15","knownRansomwareCampaignUse":"Known"}]}
        """;

    private const string Epss = "#model_version:v1,score_date:2026-01-02T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.5,0.9\n";

    private const string Secdb = """{"distroversion":"v3.20","reponame":"main","packages":[{"pkg":{"name":"zlib","secfixes":{"1.2-r0":["CVE-2026-1 GHSA-x"],"0":["CVE-2026-2"]}}}]}""";

    private const string SecdbYaml = "distroversion: v3.20\nreponame: main\npackages:\n- pkg:\n    name: zlib\n    secfixes:\n      1.2-r0:\n      - CVE-2026-1 GHSA-x\n      '0':\n      - CVE-2026-2\n";

    [Theory]
    [InlineData(Secdb)]
    [InlineData(SecdbYaml)]
    public void Security_database_names_fixes_and_aliases(string text)
    {
        var feed = SecdbReader.Read(Encoding.UTF8.GetBytes(text), "secdb", Limits.Default).Required();
        Assert.Equal(("v3.20", "main"), (feed.Distribution, feed.Repository));
        var fixes = Assert.Single(feed.Packages).Fixes;
        Assert.Equal(["CVE-2026-1", "GHSA-x"], fixes[0].Ids[0]);
        Assert.Equal([false, true], fixes.Select(fix => fix.IsNeverAffected));
    }

    [Theory]
    [InlineData("""{"packages":[]}""")]
    [InlineData("""{"packages":{}}""")]
    [InlineData("{}")]
    [InlineData("packages: []\n")]
    public void Empty_security_database_is_refused(string text) => Refused(SecdbReader.Read(Encoding.UTF8.GetBytes(text), "secdb", Limits.Default), VulnerabilityCodes.Empty);

    [Fact]
    public void Osv_range_without_introduction_leaves_the_package_incomplete()
    {
        var advisory = OsvReader.Read(Encoding.UTF8.GetBytes(Osv.Replace("""{"introduced":"0"},""", "")), "osv", Limits.Default).Required();
        Assert.True(Assert.Single(advisory.Affected).IsIncomplete);
    }

    [Theory]
    [InlineData("\"EX-1\"", "\"\"")]
    [InlineData("\"EX-1\"", "7")]
    [InlineData("[{\"package\"", "{\"x\":[{\"package\"")]
    public void Osv_record_that_is_none_is_refused(string part, string other) =>
        Assert.False(OsvReader.Read(Encoding.UTF8.GetBytes(Osv.Replace(part, other)), "osv", Limits.Default).TryGet(out _));

    [Theory]
    [InlineData("2026-01-15", "15.1.2026", "VULN-0002")]
    [InlineData("\"cveID\"", "\"id\"", "VULN-0006")]
    [InlineData("dateReleased", "released", "VULN-0006")]
    public void Kev_catalog_with_a_broken_entry_is_refused(string part, string other, string code) =>
        Refused(KevReader.Read(Encoding.UTF8.GetBytes(Kev.Replace(part, other)), "kev", Limits.Default), new DiagnosticCode(code));

    [Fact]
    public void Kev_catalog_with_fewer_entries_than_it_says_is_not_complete()
    {
        var reading = KevReader.Read(Encoding.UTF8.GetBytes(Kev.Replace("\"count\":1", "\"count\":2")), "kev", Limits.Default);
        Assert.False(reading.Required().IsComplete);
        Assert.Equal(VulnerabilityCodes.CountDiffers, Assert.Single(reading.Defects).Code);
    }

    [Fact]
    public void Kev_entry_twice_is_refused()
    {
        var entry = Kev[Kev.IndexOf("{\"cveID", StringComparison.Ordinal)..(Kev.IndexOf("}]", StringComparison.Ordinal) + 1)];
        Refused(KevReader.Read(Encoding.UTF8.GetBytes(Kev.Replace(entry, $"{entry},{entry}").Replace("\"count\":1", "\"count\":2")), "kev", Limits.Default), VulnerabilityCodes.NotKev);
    }

    [Fact]
    public void Epss_row_beyond_one_is_a_defect()
    {
        var reading = EpssReader.Read(Encoding.UTF8.GetBytes(Epss + "CVE-2026-2,1.5,0.1\nCVE-2026-1,0.1,0.1\n"), "epss", Limits.Default);
        Assert.Equal([3, 4], reading.Defects.Select(defect => defect.Locator.Line!.Value - 1));
        Assert.Single(reading.Required().Scores);
    }

    [Theory]
    [InlineData("osv")]
    [InlineData("kev")]
    [InlineData("epss")]
    [InlineData("secdb")]
    [InlineData("secdb-yaml")]
    public void Mutated_feeds_are_read_or_refused(string feed)
    {
        var seed = Encoding.UTF8.GetBytes(feed switch { "osv" => Osv, "kev" => Kev, "epss" => Epss, "secdb" => Secdb, _ => SecdbYaml });
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 20261123))
        {
            IEnumerable<Defect> defects = feed switch
            {
                "osv" => OsvReader.Read(bytes, feed, Limits.Default).Defects,
                "kev" => KevReader.Read(bytes, feed, Limits.Default).Defects,
                "epss" => EpssReader.Read(bytes, feed, Limits.Default).Defects,
                _ => SecdbReader.Read(bytes, feed, Limits.Default).Defects,
            };
            Assert.True(defects.Count() <= Limits.Default.MaxDefects);
        }
    }

    private static void Refused<T>(Reading<T> reading, DiagnosticCode code)
    {
        Assert.False(reading.TryGet(out _));
        Assert.Contains(code, reading.Defects.Select(defect => defect.Code));
    }
}
