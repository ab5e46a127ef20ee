using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities;
using Compliance.Formats.Vulnerabilities.Vex;

namespace Compliance.Tests.Formats.Vulnerabilities.Vex;

public sealed class VexReaderTests
{
    private const string Product = """{"@id":"pkg:oci/app@sha256%3Aaa","identifiers":{"purl":"pkg:oci/app@sha256%3Aaa"},"subcomponents":[{"@id":"pkg:apk/wolfi/openssl@3.5.4-r0"}]}""";

    [Fact]
    public void Openvex_names_vulnerability_products_parts_and_time()
    {
        var document = Read(Open($$"""{"vulnerability":{"name":"GHSA-a","aliases":["CVE-2026-1"]},"products":[{{Product}}],"status":"not_affected","justification":"vulnerable_code_not_present","timestamp":"2026-11-02T00:00:00+02:00"}"""));
        var statement = Assert.Single(document.Statements);
        Assert.Equal(("CVE-2026-1", VexStatus.NotAffected, "vulnerable_code_not_present", true), (statement.Vulnerability, statement.Status, statement.Justification, statement.IsJustified));
        Assert.Equal(["GHSA-a"], statement.Aliases);
        Assert.Equal(["pkg:apk/wolfi/openssl@3.5.4-r0"], Assert.Single(Assert.Single(statement.Products).Subcomponents));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 22, 0, 0, TimeSpan.Zero), statement.StatedAt);
    }

    [Fact]
    public void Statement_without_time_has_that_of_its_document() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(Read(Open("""{"vulnerability":"CVE-2026-1","products":["pkg:apk/wolfi/bash"],"status":"fixed"}""")).Statements).StatedAt);

    [Theory]
    [InlineData("""{"vulnerability":"CVE-2026-1","products":["x"],"status":"harmless"}""")]
    [InlineData("""{"vulnerability":"CVE-2026-1","products":[],"status":"fixed"}""")]
    [InlineData("""{"products":["x"],"status":"fixed"}""")]
    public void Statement_that_says_nothing_is_a_defect_and_left_out(string statement)
    {
        var reading = VexReader.Read(Encoding.UTF8.GetBytes(Open(statement)), "vex.json", Limits.Default);
        Assert.Empty(reading.Required().Statements);
        Assert.Contains(reading.Defects, defect => defect.Code == VulnerabilityCodes.BadStatement);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","justification":"it_is_fine" """)]
    public void Not_affected_needs_a_reason_of_the_format(string more)
    {
        var reading = VexReader.Read(Encoding.UTF8.GetBytes(Open($$"""{"vulnerability":"CVE-2026-1","products":["x"],"status":"not_affected"{{more}}}""")), "vex.json", Limits.Default);
        Assert.False(Assert.Single(reading.Required().Statements).IsJustified);
        Assert.NotEmpty(reading.Defects);
    }

    [Fact]
    public void Csaf_gives_a_component_in_a_platform_as_part_of_it()
    {
        var document = Read(Csaf("""{"cve":"CVE-2026-1","product_status":{"known_not_affected":["BOTH"]},"flags":[{"label":"component_not_present","group_ids":["G"]}]}"""));
        var product = Assert.Single(Assert.Single(document.Statements).Products);
        Assert.Equal(["pkg:oci/app@sha256%3Aaa"], product.Identifiers);
        Assert.Equal(["pkg:apk/wolfi/openssl"], Assert.Single(product.Subcomponents));
        Assert.Equal("component_not_present", document.Statements[0].Justification);
    }

    [Fact]
    public void Csaf_that_contradicts_itself_is_refused()
    {
        var reading = VexReader.Read(Encoding.UTF8.GetBytes(Csaf("""{"cve":"CVE-2026-1","product_status":{"known_not_affected":["PART"],"known_affected":["PART"]}}""")), "csaf.json", Limits.Default);
        Assert.False(reading.TryGet(out _));
        Assert.Contains(reading.Defects, defect => defect.Code == VulnerabilityCodes.CsafTest && defect.Message.StartsWith("6.1.6 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Csaf_status_of_an_undefined_product_is_about_nothing()
    {
        var reading = VexReader.Read(Encoding.UTF8.GetBytes(Csaf("""{"cve":"CVE-2026-1","product_status":{"fixed":["NOWHERE"]}}""")), "csaf.json", Limits.Default);
        Assert.Empty(Assert.Single(reading.Required().Statements).Products);
        Assert.NotEmpty(reading.Defects);
    }

    [Fact]
    public void Cyclonedx_analysis_is_about_the_component_that_it_affects()
    {
        var document = Read("""{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:1","metadata":{"timestamp":"2026-11-01T00:00:00Z"},"components":[{"type":"library","name":"openssl","bom-ref":"c","purl":"pkg:apk/wolfi/openssl@3.5.4-r0"}],"vulnerabilities":[{"id":"CVE-2026-1","analysis":{"state":"not_affected","justification":"code_not_reachable"},"affects":[{"ref":"urn:cdx:1/1#c"}]}]}""");
        var statement = Assert.Single(document.Statements);
        Assert.Equal((VexStatus.NotAffected, "code_not_reachable"), (statement.Status, statement.Justification));
        Assert.Equal(["pkg:apk/wolfi/openssl@3.5.4-r0"], Assert.Single(statement.Products).Identifiers);
    }

    [Fact]
    public void Deep_branches_and_circles_end()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"category":"vendor","name":"x","branches":[""", 20)) + string.Concat(Enumerable.Repeat("]}", 20));
        var text = Csaf("""{"cve":"CVE-2026-1"}""").Replace("\"branches\":[", "\"branches\":[" + deep + ",");
        Assert.NotNull(VexReader.Read(Encoding.UTF8.GetBytes(text), "csaf.json", Limits.Default));
        var circle = Csaf("""{"cve":"CVE-2026-1"}""").Replace("""relates_to_product_reference":"IMAGE""", """relates_to_product_reference":"BOTH""");
        Assert.Contains(VexReader.Read(Encoding.UTF8.GetBytes(circle), "csaf.json", Limits.Default).Defects, defect => defect.Message.StartsWith("6.1.3 ", StringComparison.Ordinal));
    }

    private static string Open(string statement) => $$"""{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"a","timestamp":"2026-11-01T00:00:00Z","version":1,"statements":[{{statement}}]}""";

    private static string Csaf(string vulnerability) => $$$$"""
        {"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"category":"vendor","name":"p","namespace":"https://p.example"},"title":"t","tracking":{"id":"1","status":"final","version":"1","initial_release_date":"2026-11-01T00:00:00Z","current_release_date":"2026-11-01T00:00:00Z","revision_history":[{"date":"2026-11-01T00:00:00Z","number":"1","summary":"s"}]}},
         "product_tree":{"branches":[{"category":"vendor","name":"v","product":{"name":"image","product_id":"IMAGE","product_identification_helper":{"purl":"pkg:oci/app@sha256%3Aaa"}}}],
          "full_product_names":[{"name":"openssl","product_id":"PART","product_identification_helper":{"purl":"pkg:apk/wolfi/openssl"}}],
          "relationships":[{"category":"default_component_of","product_reference":"PART","relates_to_product_reference":"IMAGE","full_product_name":{"name":"both","product_id":"BOTH"}}],
          "product_groups":[{"group_id":"G","product_ids":["BOTH"]}]},
         "vulnerabilities":[{{{{vulnerability}}}}]}
        """;

    private static VexDocument Read(string text) => VexReader.Read(Encoding.UTF8.GetBytes(text), "vex.json", Limits.Default).Required();
}
