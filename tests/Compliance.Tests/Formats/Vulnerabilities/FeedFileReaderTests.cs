using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Exploitation;
using Compliance.Formats.Vulnerabilities.Feeds;

namespace Compliance.Tests.Formats.Vulnerabilities;

public sealed class FeedFileReaderTests
{
    private const string Nvd = """{"format":"NVD_CVE","timestamp":"2026-11-22T10:00:00.000","vulnerabilities":[{"cve":{"id":"CVE-2026-1","metrics":{"cvssMetricV31":[]}}}]}""";
    private const string Ssvc = """{"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2026-1"},"containers":{"adp":[{"metrics":[{"other":{"type":"ssvc","content":{"options":[{"Automatable":"yes"}]}}}]}]}}""";
    private const string Eol = """{"schema_version":"1.2.0","result":{"name":"debian","aliases":["deb"],"releases":[{"name":"12","isEol":false}]}}""";
    private const string Kev = """{"catalogVersion":"1","dateReleased":"2026-01-02T03:04:05Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-01-01","dueDate":"2026-01-15"}]}""";
    private const string Epss = "#model_version:v1,score_date:2026-01-02T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.5,0.9\n";
    private const string Osv = """{"id":"EX-1","affected":[{"package":{"ecosystem":"PyPI","name":"A_b.c"},"versions":["1"]}]}""";
    private const string Secdb = """{"distroversion":"v3.20","urlprefix":"https://dl-cdn.alpinelinux.org/alpine","packages":[{"pkg":{"name":"zlib","secfixes":{"1.2-r0":["CVE-2026-1 GHSA-x"]}}}]}""";

    [Theory]
    [InlineData(Nvd, FeedKind.Cvss, "CVE-2026-1")]
    [InlineData(Ssvc, FeedKind.Ssvc, "CVE-2026-1")]
    [InlineData(Eol, FeedKind.Eol, "debian")]
    [InlineData(Kev, FeedKind.Kev, "CVE-2026-1")]
    [InlineData(Epss, FeedKind.Epss, "CVE-2026-1")]
    [InlineData(Osv, FeedKind.Osv, "a-b-c")]
    [InlineData(Secdb, FeedKind.Secdb, "zlib")]
    public void File_is_told_by_its_shape(string text, FeedKind kind, string key)
    {
        var read = Read(text).Required();
        Assert.Equal(kind, read.Kind);
        Assert.Equal(key, Assert.Single(read.Entries).Keys[0]);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void Security_database_of_nobody_knows_what_is_refused_unless_it_is_named()
    {
        var text = Secdb.Replace("alpine", "example", StringComparison.Ordinal);
        Assert.False(Read(text).TryGet(out _));
        Assert.Equal("Alpine:v3.20", Assert.Single(FeedFileReader.Read(Encoding.UTF8.GetBytes(text), "f", "Alpine:v3.20", Limits.Default).Required().Ecosystems));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"vulnerabilities":[]}""")]
    [InlineData("""{"result":[]}""")]
    public void What_holds_no_record_is_refused(string text) => Assert.False(Read(text).TryGet(out _));

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0)]
    [InlineData("CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8)]
    [InlineData("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:L/A:N", 4.2)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N", 5.4)]
    [InlineData("CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", 0.0)]
    public void Base_score_is_the_calculators(string vector, double score) => Assert.Equal(score, CvssV3.BaseScore(vector)!.Value, 3);

    [Theory]
    [InlineData("")]
    [InlineData("CVSS:4.0/AV:N")]
    [InlineData("CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H")]
    public void What_is_no_vector_has_no_score(string vector) => Assert.Null(CvssV3.BaseScore(vector));

    [Theory]
    [InlineData(Nvd)]
    [InlineData(Ssvc)]
    [InlineData(Eol)]
    [InlineData(Kev)]
    [InlineData(Epss)]
    [InlineData(Osv)]
    [InlineData(Secdb)]
    public void Mutated_file_never_throws(string text)
    {
        foreach (var bytes in Mutations.Of(Encoding.UTF8.GetBytes(text), Mutations.Count, 7)) _ = FeedFileReader.Read(bytes, "mutated", null, Limits.Default);
    }

    private static Reading<FeedFile> Read(string text) => FeedFileReader.Read(Encoding.UTF8.GetBytes(text), "feed", null, Limits.Default);
}
