using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Attestation.CloudBuild;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Vulnerabilities.Csaf;

namespace Compliance.Fuzz;

/// <summary>Readers of further documents about images: advisories' own rules, results of benchmarks, signatures of Notary Project, recipes, provenance of Cloud Build.</summary>
internal static class EvidenceFuzzTargets
{
    private const string Csaf = """{"document":{"category":"csaf_vex","csaf_version":"2.0","title":"t","lang":"en","publisher":{"category":"vendor","name":"v","namespace":"https://a.example"},"tracking":{"id":"A-1","status":"final","version":"1","initial_release_date":"2026-01-01T00:00:00Z","current_release_date":"2026-01-01T00:00:00Z","revision_history":[{"date":"2026-01-01T00:00:00Z","number":"1","summary":"s"}]}},"product_tree":{"branches":[{"category":"vendor","name":"v","branches":[{"category":"product_version","name":"1","product":{"product_id":"P","name":"p","product_identification_helper":{"purl":"pkg:deb/debian/a@1"}}}]}]},"vulnerabilities":[{"cve":"CVE-2026-1","product_status":{"known_not_affected":["P"]},"flags":[{"label":"component_not_present","product_ids":["P"]}],"scores":[{"products":["P"],"cvss_v3":{"version":"3.1","vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8,"baseSeverity":"CRITICAL"}}]}]}""";

    private static readonly ImmutableArray<byte[]> Benchmarks = Texts(
        """<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_a_benchmark_b"><version>1</version><TestResult id="xccdf_a_testresult_c" end-time="2026-01-01T00:00:00Z"><target>sha256:a</target><rule-result idref="xccdf_a_rule_r" severity="high"><result>pass</result><ident system="s">CCI-000001</ident></rule-result></TestResult></Benchmark>""",
        """<CHECKLIST><ASSET><HOST_NAME>a</HOST_NAME></ASSET><STIGS><iSTIG><STIG_INFO><SI_DATA><SID_NAME>title</SID_NAME><SID_DATA>t</SID_DATA></SI_DATA></STIG_INFO><VULN><STIG_DATA><VULN_ATTRIBUTE>Vuln_Num</VULN_ATTRIBUTE><ATTRIBUTE_DATA>V-1</ATTRIBUTE_DATA></STIG_DATA><STATUS>NotAFinding</STATUS></VULN></iSTIG></STIGS></CHECKLIST>""",
        """{"title":"t","id":"a","target_data":{"host_name":"a"},"stigs":[{"stig_name":"s","display_name":"d","rules":[{"group_id":"V-1","rule_id":"SV-1","status":"open","severity":"high","ccis":["CCI-000001"]}]}],"cklb_version":"1.0"}""",
        """{"platform":{"name":"a","release":"1","target_id":"x"},"version":"1","statistics":{"duration":1},"profiles":[{"name":"p","title":"t","controls":[{"id":"V-1","title":"t","impact":0.7,"tags":{"cci":["CCI-000001"]},"results":[{"status":"passed","code_desc":"c","start_time":"2026-01-01T00:00:00Z"}]}]}]}""");

    private static readonly ImmutableArray<byte[]> Jws = Texts(
        """{"payload":"eyJ0YXJnZXRBcnRpZmFjdCI6eyJtZWRpYVR5cGUiOiJhL2IiLCJkaWdlc3QiOiJzaGEyNTY6MDAiLCJzaXplIjoxfX0","protected":"eyJhbGciOiJQUzI1NiIsImN0eSI6ImFwcGxpY2F0aW9uL3ZuZC5jbmNmLm5vdGFyeS5wYXlsb2FkLnYxK2pzb24iLCJjcml0IjpbImlvLmNuY2Yubm90YXJ5LnNpZ25pbmdTY2hlbWUiXSwiaW8uY25jZi5ub3Rhcnkuc2lnbmluZ1NjaGVtZSI6Im5vdGFyeS54NTA5IiwiaW8uY25jZi5ub3Rhcnkuc2lnbmluZ1RpbWUiOiIyMDI2LTAxLTAxVDAwOjAwOjAwWiJ9","header":{"x5c":["MAA="],"io.cncf.notary.signingAgent":"a"},"signature":"AQ"}""");

    // COSE_Sign1 with a protected header {1: -37, 2: ["io.cncf.notary.signingScheme"], 3: "a"}, an unprotected one {33: [h'00']}, a payload and a signature.
    private static readonly ImmutableArray<byte[]> Cose =
    [
        [0xd2, 0x84, 0x58, 0x28, 0xa3, 0x01, 0x38, 0x24, 0x02, 0x81, 0x78, 0x1c, .. "io.cncf.notary.signingScheme"u8, 0x03, 0x61, 0x61, 0xa1, 0x18, 0x21, 0x81, 0x41, 0x00, 0x42, 0x7b, 0x7d, 0x41, 0x01],
    ];

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("csaf-tests", Texts(Csaf), CsafTests),
        new("benchmark-results", Benchmarks, BenchmarkResults),
        new("rebuild-recipe", FuzzSeeds.Yaml, bytes => RebuildRecipe.Read(bytes, "f")),
        new("notary-jws", Jws, bytes => NotarySignature.Read(bytes, NotarySignature.JwsMediaType, "f", Limits.Default)),
        new("notary-cose", Cose, bytes => NotarySignature.Read(bytes, NotarySignature.CoseMediaType, "f", Limits.Default)),
        new("cloud-build", FuzzSeeds.Statement, bytes => CloudBuildProvenance.Read(bytes, "f")),
    ];

    private static void CsafTests(byte[] bytes)
    {
        if (StrictJson.Read(bytes, "f").TryGet(out var tree)) CsafValidator.Run(tree.Root, Limits.Default);
    }

    private static void BenchmarkResults(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        BenchmarkReaders.Read(stream, "f");
    }

    private static ImmutableArray<byte[]> Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
