using System.Text;
using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Advisories;

namespace Compliance.Tests.Formats.Vulnerabilities;

public sealed class CanonicalAdvisoryTests
{
    private const string Record = """
        {"affected":[{"database_specific":{"a":[1,{"b":null}]},"package":{"ecosystem":"npm","name":"left","purl":"pkg:npm/left"},"ranges":[{"events":[{"introduced":"0"},{"fixed":"1.2.0"},{"introduced":"2.0.0"},{"last_affected":"2.1.0"},{"limit":"3"}],"type":"SEMVER"}],"severity":[{"score":"7","type":"X"}],"versions":["1.0.0","1.1.0"]},{"package":{"ecosystem":"","name":"git"},"ranges":[{"events":[{"introduced":"0"}],"repo":"https://example.org","type":"GIT"}]}],"aliases":["CVE-2026-1","GHSA-é"],"details":"line\nline \"quoted\" \\ back","id":"X-1","modified":"2026-11-01T00:00:00.123Z","published":"2024-02-29T23:59:59Z","severity":[{"score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","type":"CVSS_V3"}],"summary":"short","upstream":["CVE-2026-2"],"withdrawn":"2026-11-02T00:00:00Z"}
        """;

    [Theory]
    [InlineData(Record)]
    [InlineData("""{"affected":[{"package":{"ecosystem":"Go","name":"m"}}],"id":"A"}""")]
    [InlineData("""{"affected":[{"package":{"ecosystem":"Go","name":"m"},"ranges":[],"versions":[]}],"aliases":[],"id":"A"}""")]
    [InlineData(""" { "affected" : [ { "package" : { "ecosystem" : "Go" , "name" : "m" } } ] , "id" : "A" } """)]
    public void Reads_what_the_way_by_a_tree_reads(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record);
        var quick = CanonicalAdvisory.Read(bytes, Limits.Default);
        Assert.NotNull(quick);
        Assert.Equal(JsonSerializer.Serialize(ByTree(bytes)), JsonSerializer.Serialize(quick));
    }

    [Theory]
    [InlineData("\"id\":\"X-1\"", "\"id\":\"X-1\",\"id\":\"X-2\"")]
    [InlineData("\"aliases\"", "\"\\u0061liases\"")]
    [InlineData("\"name\":\"left\",\"purl\":\"pkg:npm/left\"", "\"purl\":\"pkg:npm/left\",\"name\":\"left\"")]
    [InlineData("[1,{\"b\":null}]", "[1,{\"b\":null,\"b\":1}]")]
    [InlineData("line\\nline", "\\ud800")]
    [InlineData("\"summary\":\"short\"", "\"summary\":null")]
    [InlineData("\"summary\":\"short\"", "\"summary\":7")]
    [InlineData("\"id\":\"X-1\"", "\"id\":\" \"")]
    [InlineData("2024-02-29T23:59:59Z", "2023-02-29T23:59:59Z")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29T23:59:59+01:00")]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-29")]
    [InlineData("\"type\":\"SEMVER\"", "\"type\":\"OTHER\"")]
    [InlineData("{\"fixed\":\"1.2.0\"}", "{\"fixed\":\"1.2.0\",\"introduced\":\"1\"}")]
    [InlineData("{\"fixed\":\"1.2.0\"}", "{\"fixed\":\"\"}")]
    [InlineData("{\"fixed\":\"1.2.0\"}", "{}")]
    [InlineData("{\"fixed\":\"1.2.0\"}", "7")]
    [InlineData("[\"1.0.0\",\"1.1.0\"]", "[\"1.0.0\",1]")]
    [InlineData("[\"1.0.0\",\"1.1.0\"]", "{}")]
    public void Leaves_everything_else_to_the_tree(string part, string other)
    {
        Assert.Contains(part, Record, StringComparison.Ordinal);
        Assert.Null(CanonicalAdvisory.Read(Encoding.UTF8.GetBytes(Record.Replace(part, other, StringComparison.Ordinal)), Limits.Default));
    }

    [Fact]
    public void Leaves_what_is_cut_off_what_goes_on_and_what_is_no_text_to_the_tree()
    {
        var bytes = Encoding.UTF8.GetBytes(Record.Trim());
        for (var length = 0; length < bytes.Length; length++) Assert.Null(CanonicalAdvisory.Read(bytes.AsSpan(0, length), Limits.Default));
        Assert.Null(CanonicalAdvisory.Read([.. bytes, (byte)'7'], Limits.Default));
        Assert.Null(CanonicalAdvisory.Read([.. "\uFEFF"u8, .. bytes], Limits.Default));
        bytes[bytes.AsSpan().IndexOf("line"u8)] = 0xFF;
        Assert.Null(CanonicalAdvisory.Read(bytes, Limits.Default));
    }

    [Fact]
    public void Limits_hold()
    {
        var bytes = Encoding.UTF8.GetBytes(Record);
        Assert.Null(CanonicalAdvisory.Read(bytes, Limits.Default with { MaxItems = 100 }));
        Assert.Null(CanonicalAdvisory.Read(bytes, Limits.Default with { MaxStringLength = 100 }));
        Assert.Null(CanonicalAdvisory.Read(bytes, Limits.Default with { MaxDepth = 4 }));
        Assert.Null(CanonicalAdvisory.Read(bytes, Limits.Default with { MaxDocumentBytes = 100 }));
    }

    private static Advisory ByTree(byte[] bytes) => OsvReader.Read(StrictJson.Read(bytes, "osv").Required().Root, Limits.Default).Required();
}
