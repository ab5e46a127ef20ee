using System.Collections.Immutable;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Collection.Vulnerabilities.Scans;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Policy.Findings;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>Scans, VEX documents, triage and history beside feeds.</summary>
public sealed class GivenFindingsTests
{
    private static readonly string One = SampleFeeds.Osv("CGA-1", "openssl", SampleFeeds.Fixed, ""","aliases":["CVE-2026-1"]""");

    private const string Kev = """{"catalogVersion":"1","dateReleased":"2026-11-20T00:00:00Z","count":1,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-11-10","dueDate":"2026-11-24"}]}""";

    [Fact]
    public void Document_that_nobody_vouches_for_suppresses_nothing_and_is_shown()
    {
        var found = Find(Vex("not_affected", "pkg:apk/wolfi/libcrypto3"), "");
        Assert.False(found.Suppressed);
        Assert.Contains("does not count, nobody trusted attested it", Assert.Single(found.VexStatements));
    }

    [Fact]
    public void Document_that_the_system_vouches_for_suppresses_with_who_why_and_when()
    {
        var vex = Vex("not_affected", "pkg:apk/wolfi/libcrypto3@3.5.4-r0");
        var found = Find(vex, Rule(vex));
        Assert.True(found.Suppressed);
        Assert.Equal(("not_affected", "vulnerable_code_not_present", "Wolfi security", "2026-11-01T00:00:00Z"), (found.VexStatus, found.VexJustification, found.VexIssuer, found.VexAt));
        Assert.Contains("accepted by J. Doe: their own advisories", Assert.Single(found.VexStatements));
    }

    [Theory]
    [InlineData("pkg:apk/wolfi/zlib")]
    [InlineData("pkg:apk/alpine/libcrypto3")]
    [InlineData("pkg:apk/wolfi/libcrypto3@3.5.5-r0")]
    [InlineData("pkg:oci/app@sha256%3A0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("openssl")]
    public void Statement_about_another_product_says_nothing(string product)
    {
        var vex = Vex("not_affected", product);
        Assert.Empty(Find(vex, Rule(vex)).VexStatements);
    }

    [Theory]
    [InlineData(", expires: 2026-11-22", "the system file vouched for it until 2026-11-22")]
    [InlineData(""", products: ["pkg:apk/wolfi/curl*"]""", "Wolfi security may not speak of this product")]
    public void Trust_has_an_end_and_a_scope(string more, string why)
    {
        var vex = Vex("not_affected", "pkg:apk/wolfi/libcrypto3");
        var found = Find(vex, Rule(vex, more));
        Assert.False(found.Suppressed);
        Assert.Contains(why, Assert.Single(found.VexStatements));
    }

    [Fact]
    public void Statement_without_a_reason_does_not_count_and_is_a_gap()
    {
        var vex = Vex("not_affected", "pkg:apk/wolfi/libcrypto3").Replace(""","justification":"vulnerable_code_not_present" """, "");
        var facts = Collect(vex, Rule(vex));
        Assert.False(Finding(facts).Suppressed);
        Assert.Contains(facts.Gaps, gap => gap.Code == GivenFindingCodes.Unreadable);
    }

    [Fact]
    public void Statement_about_the_image_is_about_all_its_packages_unless_it_names_parts()
    {
        var about = """{"@id":"pkg:oci/app@SUBJECT"}""";
        Assert.True(Finding(CollectFor(subject => Vex("fixed", "x").Replace("""{"@id":"x"}""", about.Replace("SUBJECT", Uri.EscapeDataString(subject.ToString()))))).Suppressed);
        var parts = """{"@id":"pkg:oci/app@SUBJECT","subcomponents":[{"@id":"pkg:apk/wolfi/zlib"}]}""";
        Assert.Empty(Finding(CollectFor(subject => Vex("fixed", "x").Replace("""{"@id":"x"}""", parts.Replace("SUBJECT", Uri.EscapeDataString(subject.ToString()))))).VexStatements);
    }

    [Fact]
    public void Newest_statement_counts_and_of_one_time_the_most_cautious()
    {
        var later = Two("not_affected", "2026-11-01T00:00:00Z", "affected", "2026-11-02T00:00:00Z");
        Assert.Equal(("affected", false), (Find(later, Rule(later)).VexStatus, Find(later, Rule(later)).Suppressed));
        var same = Two("not_affected", "2026-11-01T00:00:00Z", "under_investigation", "2026-11-01T00:00:00Z");
        Assert.False(Find(same, Rule(same)).Suppressed);
    }

    [Fact]
    public void Scan_of_the_image_adds_what_only_it_found_and_the_difference_is_listed()
    {
        var facts = CollectFor(subject => $$"""{"SchemaVersion":2,"CreatedAt":"2026-11-20T10:00:00Z","ArtifactName":"app","Metadata":{"RepoDigests":["app@{{subject}}"]},"Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-7","PkgName":"zlib","InstalledVersion":"1.3.1-r2","Severity":"HIGH"}]}]}""");
        var found = facts.OfKind(FactKind.Vulnerability).Select(fact => (VulnerabilityFact)fact.Value).ToList();
        Assert.Equal(["CVE-2026-1 libcrypto3", "CVE-2026-7 zlib"], found.Select(one => $"{one.Id} {one.Package}"));
        Assert.Equal("high", found[1].Severity);
        Assert.StartsWith("scan by trivy", Assert.Single(found[1].ReportedBy), StringComparison.Ordinal);
        var scans = facts.OfKind(FactKind.Scan).Select(fact => (ScanFact)fact.Value).ToList();
        Assert.Equal(["compliance", "trivy"], scans.Select(scan => scan.Tool).Order(StringComparer.Ordinal));
        var trivy = scans.Single(scan => scan.Tool == "trivy");
        Assert.Equal(["CVE-2026-7 zlib"], trivy.OnlyHere);
        Assert.Equal(["CVE-2026-1 libcrypto3"], trivy.NotHere);
    }

    [Fact]
    public void Scan_of_another_image_adds_no_finding()
    {
        var facts = Collect("""{"SchemaVersion":2,"ArtifactName":"app","Metadata":{"RepoDigests":["app@sha256:1111111111111111111111111111111111111111111111111111111111111111"]},"Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-7","PkgName":"zlib"}]}]}""", "");
        Assert.Single(facts.OfKind(FactKind.Vulnerability));
        Assert.False(((ScanFact)facts.OfKind(FactKind.Scan).Single(fact => ((ScanFact)fact.Value).Tool == "trivy").Value).SubjectMatches.Value);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"hello":1}""")]
    public void File_that_nobody_reads_is_a_gap(string text) => Assert.NotEqual(Coverage.Complete, Collect(text, "").CoverageOf(FactKind.Vulnerability));

    [Fact]
    public void History_and_triage_start_the_clocks()
    {
        var history = new DetectionHistory("acme", CollectionWorld.Day.AddDays(-1), 1, new string('a', 64), [new DetectionRecord("T-1", "CVE-2026-1", [], new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero), "poam", "poam.xlsx", new string('b', 64))]);
        const string triage = "certification: { type: 20x, class: c }\nservices:\n  - { name: web, images: ['*'], exposure: internet }\ntriage:\n  - { vulnerability: CVE-2026-1, evaluated: 2026-10-03T12:00:00Z, impact: 4, likelyExploitable: true, author: J. Doe, reason: reachable by the API }\n";
        var found = Find(Encoding.UTF8.GetString(history.Write()), triage);
        Assert.Equal("2026-10-01T12:00:00Z", found.DetectedAt.Value);
        Assert.Equal((true, true, 4), (found.Exposed.Value, found.LikelyExploitable.Value, found.PotentialImpact.Value));
        Assert.Equal("2026-10-07", found.VdrDueOn.Value);
        Assert.True(found.VdrOverdue.Value);
        Assert.Contains(found.Clocks, line => line.StartsWith("vdr: by 2026-10-07 [4 days by VDR-TFR-PVR", StringComparison.Ordinal) && line.Contains("triage by J. Doe: reachable by the API", StringComparison.Ordinal));
    }

    [Fact]
    public void Finding_that_the_history_does_not_know_counts_from_its_end_and_a_strange_history_is_a_gap()
    {
        var empty = new DetectionHistory("acme", CollectionWorld.Day.AddDays(-10), 0, "", []);
        Assert.Equal(CollectionWorld.Day.AddDays(-10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), Find(Encoding.UTF8.GetString(empty.Write()), "services: []\n").DetectedAt.Value);
        var facts = Collect(Encoding.UTF8.GetString((empty with { SystemId = "other" }).Write()), "services: []\n");
        Assert.False(Finding(facts).DetectedAt.IsKnown);
        Assert.Contains(facts.Gaps, gap => gap.Code == GivenFindingCodes.History);
    }

    private static VulnerabilityFact Find(string file, string system) => Finding(Collect(file, system));

    private static VulnerabilityFact Finding(FactSet facts) => (VulnerabilityFact)Assert.Single(facts.OfKind(FactKind.Vulnerability)).Value;

    private static FactSet Collect(string file, string system) => SampleFeeds.Collect(raw => With(raw, file, system), SampleFeeds.Clocks(), SampleFeeds.Fresh("wolfi", One), SampleFeeds.Fresh("kev", Kev));

    private static FactSet CollectFor(Func<Digest, string> file) => SampleFeeds.Collect(raw => With(raw, file(raw.Images[0].Subject), Rule(file(raw.Images[0].Subject))), SampleFeeds.Clocks(), SampleFeeds.Fresh("wolfi", One), SampleFeeds.Fresh("kev", Kev));

    private static RawEvidence With(RawEvidence raw, string file, string system) => raw with
    {
        Findings = [RawDocument.Of("findings/given.json", RawRole.Finding, "given.json", new MediaType("application/json"), Encoding.UTF8.GetBytes(file))],
        System = system.Length == 0 ? null : RawDocument.Of("system.yaml", RawRole.System, "system.yaml", new MediaType("application/yaml"), Encoding.UTF8.GetBytes($"id: acme\ntitle: Acme\ndated: 2026-11-20\n{system}")),
    };

    private static string Rule(string file, string more = "") =>
        $"vex:\n  - {{ sha256: {Digests.Sha256(Encoding.UTF8.GetBytes(file)).Hex}, issuer: Wolfi security, author: J. Doe, reason: their own advisories{more} }}\n";

    private static string Vex(string status, string product) =>
        $$$"""{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"anybody","timestamp":"2026-11-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"{{{product}}}"}],"status":"{{{status}}}","justification":"vulnerable_code_not_present" }]}""";

    private static string Two(string one, string at, string other, string then) =>
        $$$"""{"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"anybody","timestamp":"2026-11-01T00:00:00Z","version":1,"statements":[{"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:apk/wolfi/libcrypto3"}],"status":"{{{one}}}","timestamp":"{{{at}}}","justification":"vulnerable_code_not_present"},{"vulnerability":{"name":"CVE-2026-1"},"products":[{"@id":"pkg:apk/wolfi/libcrypto3"}],"status":"{{{other}}}","timestamp":"{{{then}}}"}]}""";
}
