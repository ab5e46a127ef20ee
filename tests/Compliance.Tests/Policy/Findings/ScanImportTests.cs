using System.Text;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using static Compliance.Tests.Policy.Findings.Journals;

namespace Compliance.Tests.Policy.Findings;

public sealed class ScanImportTests
{
    private const string Trivy = """{"SchemaVersion":2,"CreatedAt":"2026-07-15T00:30:00+02:00","ArtifactName":"app","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-0001","PkgName":"zlib","InstalledVersion":"1","Severity":"HIGH"},{"VulnerabilityID":"CVE-2026-0001","PkgName":"minizip","InstalledVersion":"1","Severity":"HIGH"}]}]}""";

    private const string Grype = """{"matches":[{"vulnerability":{"id":"GHSA-aaaa-bbbb-cccc","severity":"High"},"relatedVulnerabilities":[{"id":"CVE-2026-0001"}],"artifact":{"name":"zlib","version":"1"}}],"descriptor":{"name":"grype","timestamp":"2026-07-14T22:30:00Z"}}""";

    private const string Sarif = """{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t","rules":[{"id":"CVE-2026-0001"}]}},"invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-07-14T22:30:00Z"}],"results":[{"ruleId":"CVE-2026-0001","message":{"text":"zlib"}}]}]}""";

    private const string Cosign = """{"invocation":{},"scanner":{"uri":"https://trivy.example","version":"1","db":{},"result":{"SchemaVersion":2,"ArtifactName":"app","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-0001","PkgName":"zlib"}]}]}},"metadata":{"scanStartedOn":"2026-07-14T22:00:00Z","scanFinishedOn":"2026-07-14T22:30:00Z"}}""";

    public static TheoryData<string> Scans => [Trivy, Grype, Sarif, Cosign];

    [Theory]
    [MemberData(nameof(Scans))]
    public void Scan_evidences_detection_at_its_own_time_in_utc(string scan)
    {
        var (at, findings) = Import(scan, "app").Required();
        Assert.Equal(new DateTimeOffset(2026, 7, 14, 22, 30, 0, TimeSpan.Zero), at);
        var finding = Assert.Single(findings);
        Assert.Equal(("CVE-2026-0001", at, null), (finding.Id, finding.DetectedAt, finding.IsOpen));
        var record = Record(at.AddDays(60), Observed(at.AddDays(30), "a", Finding("CVE-2026-0001", "zlib")), Imported(at, ImportedEntry.Scan, finding));
        Assert.Equal(at, Assert.Single(record.Findings).DetectedAt);
    }

    [Theory]
    [MemberData(nameof(Scans))]
    public void Scan_without_a_time_is_refused(string scan)
    {
        foreach (var name in (string[])["CreatedAt", "timestamp", "endTimeUtc", "scanFinishedOn", "scanStartedOn"]) scan = scan.Replace($"\"{name}\"", "\"other\"", StringComparison.Ordinal).Replace("\"other\":\"2026-07-14T22:00:00Z\",", "", StringComparison.Ordinal);
        Assert.Equal(FindingCodes.DateUnknown, Assert.Single(Import(scan).Defects).Code);
    }

    [Fact]
    public void Packages_of_one_vulnerability_are_one_finding_that_names_them() => Assert.Equal("CVE-2026-0001 in minizip, zlib", Assert.Single(Import(Trivy).Required().Findings).Title);

    [Fact]
    public void Scan_that_names_no_image_opens_nothing_and_still_dates_what_an_audit_finds()
    {
        var (at, findings) = Import(Trivy).Required();
        var scan = Imported(at, ImportedEntry.Scan, [.. findings]);
        Assert.Empty(Record(at.AddDays(1), scan).Findings);
        Assert.Equal(at, Assert.Single(Record(Day.AddDays(200), scan, Observed(Day.AddDays(150), "a", Finding("CVE-2026-0001"))).Findings).DetectedAt);
    }

    private static Reading<(DateTimeOffset At, System.Collections.Immutable.ImmutableArray<ImportedFinding> Findings)> Import(string scan, params string[] assets) =>
        ScanImport.Of(ScanReader.Read(Encoding.UTF8.GetBytes(scan), "scan.json", Limits.Default).Required(), [.. assets], "scan.json");
}
