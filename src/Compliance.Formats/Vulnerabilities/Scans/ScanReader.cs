using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.Vulnerabilities.Scans;

/// <summary>Tells by its shape which scan a JSON document is, and reads it. A bare predicate or a statement with one are both read.</summary>
public static class ScanReader
{
    private const string CosignType = "https://cosign.sigstore.dev/attestation/vuln/v1";
    private const string InTotoType = "https://in-toto.io/attestation/vulns";

    public static Reading<ScanReport> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        return json.TryGet(out var tree) ? Read(tree.Root, limits) : Readings.Reject<ScanReport>(json.Defects);
    }

    /// <summary>Null for a document of another kind.</summary>
    public static ScanFormat? FormatOf(JsonValue root)
    {
        if (root["predicateType"].AsText is { } type) return FormatOf(type);
        if (root["SchemaVersion"].AsInt64 is not null && (root["ArtifactName"].HasValue || root["Results"].IsList)) return ScanFormat.Trivy;
        if (root["matches"].IsList && root["descriptor"].IsMap) return ScanFormat.Grype;
        if (root["runs"].IsList && root["version"].AsText?.StartsWith("2.1", StringComparison.Ordinal) == true) return ScanFormat.Sarif;
        if (root["scanner"].IsMap && root["scanner"]["result"].HasValue) return root["scanner"]["result"].IsList ? ScanFormat.InTotoVulns : ScanFormat.CosignVuln;
        return root["bomFormat"].TextEquals("CycloneDX") && root["vulnerabilities"].IsList ? ScanFormat.CycloneDx : null;
    }

    /// <summary>Null for a predicate of another kind.</summary>
    public static ScanFormat? FormatOf(string predicateType) =>
        predicateType.StartsWith(CosignType, StringComparison.Ordinal) ? ScanFormat.CosignVuln : predicateType.StartsWith(InTotoType, StringComparison.Ordinal) ? ScanFormat.InTotoVulns : null;

    public static Reading<ScanReport> Read(JsonValue root, Limits limits)
    {
        if (root["predicateType"].HasValue) return Statement(root, limits);
        return FormatOf(root) switch
        {
            ScanFormat.Trivy => TrivyReader.Read(root, limits),
            ScanFormat.Grype => GrypeReader.Read(root, limits),
            ScanFormat.Sarif => SarifReader.Read(root, limits),
            ScanFormat.CosignVuln => ScanPredicateReader.ReadCosign(root, limits),
            ScanFormat.InTotoVulns => ScanPredicateReader.ReadInToto(root, limits),
            ScanFormat.CycloneDx => CycloneDxScanReader.Read(root, limits),
            _ => Readings.Reject<ScanReport>(VulnerabilityCodes.NotScan, root.Locator, "no scan of a kind that is known: Trivy, Grype, SARIF, cosign-vuln, in-toto vulns, CycloneDX with vulnerabilities"),
        };
    }

    private static Reading<ScanReport> Statement(JsonValue root, Limits limits)
    {
        var statement = InTotoStatement.Read(root, limits);
        if (!statement.TryGet(out var read)) return Readings.Reject<ScanReport>(statement.Defects);
        var format = FormatOf(read.PredicateType);
        if (format is null) return Readings.Reject<ScanReport>(VulnerabilityCodes.NotScan, root["predicateType"].Locator, $"'{read.PredicateType}' is no scan");
        var report = format == ScanFormat.CosignVuln ? ScanPredicateReader.ReadCosign(read.Predicate, limits) : ScanPredicateReader.ReadInToto(read.Predicate, limits);
        if (!report.TryGet(out var scan)) return report;
        // What is attested counts: whatever a result inside calls its subject.
        var subjects = read.Subjects.SelectMany(subject => subject.Digests.Select(digest => $"{digest.Key}:{digest.Value}").Append(subject.Name));
        return Readings.Accept(scan with { Subjects = ScanText.Subjects(subjects) }, report.Defects);
    }
}
