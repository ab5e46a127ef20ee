using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Scans;

namespace Compliance.Tests.Formats.Vulnerabilities.Scans;

public sealed class ScanReaderTests
{
    private const string Trivy = """
        {"SchemaVersion":2,"CreatedAt":"2026-11-20T10:00:00.123456789Z","ArtifactName":"registry.example/app:1","ArtifactType":"container_image","Trivy":{"Version":"0.70.0"},
         "Metadata":{"ImageID":"sha256:cc","RepoDigests":["registry.example/app@sha256:aa"]},
         "Results":[{"Target":"wolfi","Class":"os-pkgs","Type":"wolfi","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","VendorIDs":["CGA-xxxx"],"PkgName":"openssl","PkgIdentifier":{"PURL":"pkg:apk/wolfi/openssl@3.5.4-r0?arch=x86_64"},"InstalledVersion":"3.5.4-r0","FixedVersion":"3.5.9-r0","Severity":"MEDIUM"}],
          "ExperimentalModifiedFindings":[{"Type":"vulnerability","Status":"not_affected","Statement":"vulnerable_code_not_present","Source":"vex.json","Finding":{"VulnerabilityID":"CVE-2026-2","PkgName":"zlib","InstalledVersion":"1"}}]}]}
        """;

    private const string Grype = """
        {"matches":[{"vulnerability":{"id":"GHSA-a","severity":"High","fix":{"versions":["1.2"],"state":"fixed"}},"relatedVulnerabilities":[{"id":"CVE-2026-1"}],"artifact":{"name":"lib","version":"1.1","type":"npm","purl":"pkg:npm/lib@1.1"}}],
         "ignoredMatches":[{"vulnerability":{"id":"CVE-2026-3","severity":"Low"},"artifact":{"name":"z","version":"1"},"appliedIgnoreRules":[{"vex-status":"not_affected"}]}],
         "source":{"type":"image","target":{"userInput":"app:1","imageID":"sha256:cc","manifestDigest":"sha256:aa","repoDigests":[]}},
         "descriptor":{"name":"grype","version":"0.90.0","timestamp":"2026-11-20T10:00:00+01:00","db":{"status":{"schemaVersion":"v6.0.2","from":"https://db.example/x.tar.zst","built":"2026-11-19T00:00:00Z"}}}}
        """;

    [Fact]
    public void Trivy_report_is_normalised_with_what_it_set_aside()
    {
        var scan = Read(Trivy);
        Assert.Equal((ScanFormat.Trivy, "trivy", "0.70.0"), (scan.Format, scan.Tool, scan.ToolVersion));
        Assert.Equal(["registry.example/app:1", "registry.example/app@sha256:aa", "sha256:aa", "sha256:cc"], scan.Subjects);
        Assert.Null(scan.DatabaseUpdatedAt);
        Assert.Equal(("CVE-2026-1", "openssl", "3.5.4-r0", "3.5.9-r0", "moderate"), (scan.Findings[0].Id, scan.Findings[0].Package, scan.Findings[0].Version, scan.Findings[0].FixedVersion, scan.Findings[0].Severity));
        Assert.Equal(["CGA-xxxx"], scan.Findings[0].Aliases);
        Assert.Equal("not_affected vulnerable_code_not_present vex.json", scan.Findings[1].Suppression);
    }

    [Fact]
    public void Grype_report_names_its_database_and_prefers_the_cve()
    {
        var scan = Read(Grype);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero), scan.DatabaseUpdatedAt);
        Assert.Equal(("CVE-2026-1", "lib", "1.2", "high"), (scan.Findings[0].Id, scan.Findings[0].Package, scan.Findings[0].FixedVersion, scan.Findings[0].Severity));
        Assert.Equal(["GHSA-a"], scan.Findings[0].Aliases);
        Assert.Equal("ignored by not_affected", scan.Findings[1].Suppression);
        Assert.Contains("sha256:aa", scan.Subjects);
    }

    [Fact]
    public void Sarif_of_two_scanners_gives_packages_from_their_sentences()
    {
        var scan = Read("""
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy","version":"0.70.0","rules":[{"id":"CVE-2026-0001","properties":{"security-severity":"9.8"}},{"id":"CVE-2026-0002-lib","properties":{"security-severity":"5.0","purls":["pkg:npm/lib@1.1"]}},{"id":"DS001"}]}},
             "properties":{"imageID":"sha256:cc","repoDigests":["app@sha256:aa"]},
             "results":[{"ruleId":"CVE-2026-0001","ruleIndex":0,"message":{"text":"Package: openssl\nInstalled Version: 3.5.4-r0\nVulnerability CVE-2026-0001\nSeverity: CRITICAL\nFixed Version: 3.5.9-r0\nLink: x"}},
              {"ruleId":"CVE-2026-0002-lib","ruleIndex":1,"message":{"text":"A medium vulnerability in npm package: lib, version 1.1 was found at: /x"},"suppressions":[{"kind":"external","justification":"vex"}]},
              {"ruleId":"DS001","ruleIndex":2,"message":{"text":"a misconfiguration"}}]}]}
            """);
        Assert.Equal(["CVE-2026-0001 openssl 3.5.4-r0 3.5.9-r0 critical ", "CVE-2026-0002 lib 1.1  moderate vex"], scan.Findings.Select(one => $"{one.Id} {one.Package} {one.Version} {one.FixedVersion} {one.Severity} {one.Suppression}"));
        Assert.Contains("sha256:aa", scan.Subjects);
    }

    [Fact]
    public void Cosign_predicate_holds_the_scanners_report_and_the_attested_subject_counts()
    {
        var scan = Read($$$$$"""{"_type":"https://in-toto.io/Statement/v0.1","subject":[{"name":"app","digest":{"sha256":"{{{{{new string('a', 64)}}}}}"}}],"predicateType":"https://cosign.sigstore.dev/attestation/vuln/v1","predicate":{"invocation":{},"scanner":{"uri":"pkg:github/aquasecurity/trivy@1","version":"0.70.0","db":{"uri":"x","version":"y","lastUpdate":"2026-11-19T00:00:00Z"},"result":{{{{{Trivy}}}}}},"metadata":{"scanStartedOn":"2026-11-20T09:00:00Z","scanFinishedOn":"2026-11-20T09:01:00Z"}}}""");
        Assert.Equal([$"app", $"sha256:{new string('a', 64)}"], scan.Subjects);
        Assert.Equal((ScanFormat.CosignVuln, 2, true), (scan.Format, scan.Findings.Length, scan.IsComplete));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 1, 0, TimeSpan.Zero), scan.FinishedAt);
    }

    [Fact]
    public void Result_that_nobody_can_read_is_not_an_empty_one()
    {
        var reading = ScanReader.Read("""{"scanner":{"uri":"x","result":{"findings":[]}},"metadata":{}}"""u8.ToArray(), "scan.json", Limits.Default);
        Assert.False(reading.Required().IsComplete);
        Assert.NotEmpty(reading.Defects);
    }

    [Fact]
    public void In_toto_vulns_have_ids_and_severities()
    {
        var scan = Read("""{"scanner":{"uri":"x","version":"1","db":{"lastUpdate":"2026-11-19T00:00:00Z"},"result":[{"id":"CVE-2026-1","severity":[{"method":"nvd","score":"MEDIUM"},{"method":"cvss_score","score":"5.2"}]},{"id":"CVE-2026-2"}]},"metadata":{"scanFinishedOn":"2026-11-20T09:01:00Z"}}""");
        Assert.Equal(["CVE-2026-1 moderate", "CVE-2026-2 unknown"], scan.Findings.Select(one => $"{one.Id} {one.Severity}"));
    }

    [Fact]
    public void Cyclonedx_bov_is_one_finding_for_each_component()
    {
        var scan = Read("""{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-11-20T00:00:00Z","component":{"type":"container","name":"app","purl":"pkg:oci/app@sha256%3Aaa"}},"components":[{"type":"library","bom-ref":"a","name":"a","version":"1","purl":"pkg:npm/a@1"},{"type":"library","bom-ref":"b","name":"b","version":"2"}],"vulnerabilities":[{"id":"GHSA-a","references":[{"id":"CVE-2026-1"}],"ratings":[{"severity":"low"},{"score":9.1,"method":"CVSSv31"}],"affects":[{"ref":"a"},{"ref":"b"}]}]}""");
        Assert.Equal(["CVE-2026-1 a 1 critical", "CVE-2026-1 b 2 critical"], scan.Findings.Select(one => $"{one.Id} {one.Package} {one.Version} {one.Severity}"));
        Assert.Contains("sha256:aa", scan.Subjects);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"runs":[],"version":"2.1.0"}""")]
    [InlineData("""{"predicateType":"https://slsa.dev/provenance/v1"}""")]
    [InlineData("""{"matches":[]}""")]
    public void Everything_else_is_refused(string text) => Assert.False(ScanReader.Read(Encoding.UTF8.GetBytes(text), "x.json", Limits.Default).TryGet(out _));

    private static ScanReport Read(string text) => ScanReader.Read(Encoding.UTF8.GetBytes(text), "scan.json", Limits.Default).Required();
}
