using System.Text.Json;
using Compliance.Policy.Facts;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>Findings as SARIF 2.1.0: one run a subject, one rule a vulnerability, suppressed findings as suppressed results, gaps as notifications.</summary>
internal static class VulnsSarif
{
    public static void Write(TextWriter output, IReadOnlyCollection<VulnsReport> reports, string asOf, string version) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        foreach (var report in reports) WriteRun(writer, report, asOf, version);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteRun(Utf8JsonWriter writer, VulnsReport report, string asOf, string version)
    {
        var rules = report.Findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).ToList();
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "compliance");
        writer.WriteString("semanticVersion", version);
        writer.WriteStartArray("rules");
        foreach (var id in rules) WriteRule(writer, report.Findings.First(finding => finding.Id == id));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteInvocation(writer, report, asOf);
        writer.WriteStartArray("results");
        foreach (var finding in report.Findings) WriteResult(writer, finding, rules.IndexOf(finding.Id), report);
        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        writer.WriteString("imageDigest", report.Subject.ToString());
        writer.WriteBoolean("complete", report.IsComplete);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>An incomplete look-up is told as an execution that did not succeed: no result is then not "no vulnerability".</summary>
    private static void WriteInvocation(Utf8JsonWriter writer, VulnsReport report, string asOf)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", report.IsComplete);
        writer.WriteString("endTimeUtc", asOf);
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (var gap in report.Gaps)
        {
            writer.WriteStartObject();
            writer.WriteString("level", "error");
            Message(writer, $"{gap.Code}: {gap.Message}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter writer, VulnerabilityFact finding)
    {
        writer.WriteStartObject();
        writer.WriteString("id", finding.Id);
        writer.WriteStartObject("properties");
        if (finding.Cvss.IsKnown) writer.WriteString("security-severity", finding.Cvss.Value);
        writer.WriteStartArray("tags");
        writer.WriteStringValue("vulnerability");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, VulnerabilityFact finding, int rule, VulnsReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Id);
        writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", finding.Severity switch { "critical" or "high" => "error", "low" or "none" => "note", _ => "warning" });
        var fix = finding.FixedVersion is { IsKnown: true, Value.Length: > 0 } ? finding.FixedVersion.Value : "none known";
        Message(writer, $"Package: {finding.Package}\nInstalled Version: {finding.InstalledVersion}\nVulnerability {finding.Id}\nSeverity: {finding.Severity}\nFixed Version: {fix}\n{string.Join('\n', finding.Clocks)}");
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", $"{report.Subject}:{finding.Purl}");
        writer.WriteString("kind", "module");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("vulnerabilityInPackage/v1", $"{finding.Id} {finding.Package}");
        writer.WriteEndObject();
        if (finding.Suppressed) WriteSuppression(writer, finding);
        writer.WriteStartObject("properties");
        writer.WriteStartArray("purls");
        if (finding.Purl.Length > 0) writer.WriteStringValue(finding.Purl);
        writer.WriteEndArray();
        if (!finding.Modules.IsEmpty) writer.WriteString("moduleBoundary", finding.Boundary.IsKnown ? finding.Boundary.Value : "unknown");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter writer, VulnerabilityFact finding)
    {
        writer.WriteStartArray("suppressions");
        writer.WriteStartObject();
        writer.WriteString("kind", "external");
        writer.WriteString("status", "accepted");
        writer.WriteString("justification", $"{finding.VexStatus} ({finding.VexJustification}) by {finding.VexIssuer} on {finding.VexAt}");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Message(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject("message");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
