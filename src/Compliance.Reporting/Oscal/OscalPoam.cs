using Compliance.Formats.Reading.Json;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Poam;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using Compliance.Reporting.FedRamp;

namespace Compliance.Reporting.Oscal;

/// <summary>
/// A plan of action and milestones in OSCAL 1.2.1 with FedRAMP's properties: for every finding one item, at least one observation and exactly one risk (FedRAMP's guide
/// to OSCAL POA&amp;Ms, 4.2.1 to 4.2.5). Canonical JSON; the same finding has the same UUIDs every month.
/// </summary>
public static class OscalPoam
{
    public const string OscalVersion = "1.2.1";
    private const string FedRampNamespace = "https://fedramp.gov/ns/oscal";

    /// <param name="poam">This month's POA&amp;M, whose cells the document agrees with.</param>
    public static byte[] Write(FindingRecord record, PoamResult poam, string title, string? fedRampId)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(poam);
        var rows = poam.Rows.ToDictionary(row => row.TrackingId, PoamRoll.Written, StringComparer.Ordinal);
        var findings = record.Findings;
        return CanonicalJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("plan-of-action-and-milestones");
            writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "poam", FindingTime.ToText(record.AsOf)));
            WriteMetadata(writer, record, title);
            writer.WriteStartObject("system-id");
            if (fedRampId is not null) writer.WriteString("identifier-type", "https://fedramp.gov");
            writer.WriteString("id", fedRampId ?? record.SystemId);
            writer.WriteEndObject();
            if (!findings.IsEmpty)
            {
                WriteComponents(writer, record);
                WriteEach(writer, "observations", findings, finding => WriteObservation(writer, record, finding));
                WriteEach(writer, "risks", findings, finding => WriteRisk(writer, record, finding, rows[finding.TrackingId]));
            }

            WriteEach(writer, "poam-items", findings, finding => WriteItem(writer, record, finding, rows[finding.TrackingId]));
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    private static void WriteEach(CanonicalJsonWriter writer, string name, IEnumerable<TrackedFinding> findings, Action<TrackedFinding> write)
    {
        writer.WriteStartArray(name);
        foreach (var finding in findings) write(finding);
        writer.WriteEndArray();
    }

    private static void WriteMetadata(CanonicalJsonWriter writer, FindingRecord record, string title)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("title", Line(title));
        writer.WriteString("last-modified", FindingTime.ToText(record.AsOf));
        writer.WriteString("version", FindingTime.Day(record.AsOf));
        writer.WriteString("oscal-version", OscalVersion);
        writer.WriteEndObject();
    }

    /// <summary>The detecting tool and every asset, which observations point to.</summary>
    private static void WriteComponents(CanonicalJsonWriter writer, FindingRecord record)
    {
        writer.WriteStartObject("local-definitions");
        writer.WriteStartArray("components");
        WriteComponent(writer, OscalUuid.Of(record.SystemId, "tool", "compliance"), "software", "compliance", "Detects vulnerabilities of container images and keeps the record of findings.");
        foreach (var identifier in record.Findings.SelectMany(finding => finding.Affected).Select(one => one.Identifier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            WriteComponent(writer, Asset(record, identifier), "software", identifier, "An image or asset with findings.");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteComponent(CanonicalJsonWriter writer, string uuid, string type, string title, string description)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", uuid);
        writer.WriteString("type", type);
        writer.WriteString("title", Line(title));
        writer.WriteString("description", description);
        writer.WriteStartObject("status");
        writer.WriteString("state", "operational");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteObservation(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "observation", finding.TrackingId));
        writer.WriteString("title", Line(FindingText.Title(finding)));
        writer.WriteString("description", FindingText.Description(finding));
        writer.WriteStrings("methods", ["TEST"]);
        writer.WriteStrings("types", ["finding"]);
        WriteOrigins(writer, record);
        var subjects = finding.Affected.Select(one => one.Identifier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (subjects.Count > 0)
        {
            writer.WriteStartArray("subjects");
            foreach (var subject in subjects)
            {
                writer.WriteStartObject();
                writer.WriteString("subject-uuid", Asset(record, subject));
                writer.WriteString("type", "component");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!finding.Detections.IsEmpty)
        {
            writer.WriteStartArray("relevant-evidence");
            foreach (var evidence in finding.Detections.DistinctBy(one => one.Sha256).Take(20))
            {
                writer.WriteStartObject();
                writer.WriteString("href", $"urn:sha256:{evidence.Sha256}");
                writer.WriteString("description", $"{evidence.Kind} {evidence.Name}, {FindingTime.ToText(evidence.At)}");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteString("collected", FindingTime.ToText(finding.DetectedAt ?? finding.KnownSince));
        if (finding.DetectedAt is null) writer.WriteString("remarks", "When it was first detected is not evidenced; it was known at this time at the latest.");
        writer.WriteEndObject();
    }

    private static void WriteRisk(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding, IReadOnlyDictionary<string, string> cells)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "risk", finding.TrackingId));
        writer.WriteString("title", Line(FindingText.Title(finding)));
        writer.WriteString("description", FindingText.Description(finding));
        writer.WriteString("statement", FindingText.Supplement(finding));
        WriteProps(writer, finding, cells);
        writer.WriteString("status", finding.IsOpen ? "open" : "closed");
        WriteCharacterization(writer, record, finding);
        if (PoamDates.Parse(cells.GetValueOrDefault(PoamColumns.ScheduledCompletion, "")) is { } due)
            writer.WriteString("deadline", FindingTime.ToText(FindingTime.OfDay(due.AddDays(1)).AddSeconds(-1)));
        if (cells.GetValueOrDefault(PoamColumns.RemediationPlan) is { Length: > 0 } plan)
        {
            writer.WriteStartArray("remediations");
            writer.WriteStartObject();
            writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "remediation", finding.TrackingId));
            writer.WriteString("lifecycle", finding.IsOpen ? "planned" : "completed");
            writer.WriteString("title", "Remediation plan");
            writer.WriteString("description", plan);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        WriteLog(writer, record, finding);
        WriteRelated(writer, record, finding, "related-observations", "observation-uuid", "observation");
        writer.WriteEndObject();
    }

    private static void WriteProps(CanonicalJsonWriter writer, TrackedFinding finding, IReadOnlyDictionary<string, string> cells)
    {
        writer.WriteStartArray("props");
        Prop("POAM-ID", finding.TrackingId);
        foreach (var control in cells.GetValueOrDefault(PoamColumns.Controls, "").Split([',', ';', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)) Prop("impacted-control-id", control.ToLowerInvariant());
        if (!finding.IsForeign) Prop("vulnerability-id", finding.Id);
        Prop("kev-catalog", finding.KnownExploited == true ? "yes" : "no");
        if (finding.KnownExploited == true && finding.KevDueOn.Length > 0) Prop("kev-due-date", finding.KevDueOn);
        Deviation("false-positive", PoamColumns.FalsePositive);
        Deviation("risk-adjustment", PoamColumns.RiskAdjustment);
        Deviation("operational-requirement", PoamColumns.OperationalRequirement);
        if (cells.GetValueOrDefault(PoamColumns.VendorDependency) == "Yes") Prop("vendor-dependency", "yes");
        writer.WriteEndArray();

        void Deviation(string name, string header)
        {
            if (cells.GetValueOrDefault(header, "No") is var said && !said.Equals("No", StringComparison.OrdinalIgnoreCase) && said.Length > 0) Prop(name, said.Equals("Yes", StringComparison.OrdinalIgnoreCase) ? "approved" : "pending");
        }

        void Prop(string name, string value)
        {
            writer.WriteStartObject();
            writer.WriteString("ns", FedRampNamespace);
            writer.WriteString("name", name);
            writer.WriteString("value", Line(value));
            writer.WriteEndObject();
        }
    }

    private static void WriteCharacterization(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding)
    {
        writer.WriteStartArray("characterizations");
        writer.WriteStartObject();
        writer.WritePropertyName("origin");
        WriteOrigin(writer, record);
        writer.WriteStartArray("facets");
        Facet(Stated(finding.OriginalRating?.Severity ?? "unknown"), "initial");
        Facet(Stated(finding.Severity), "adjusted");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();

        void Facet(string value, string state)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("props");
            writer.WriteStartObject();
            writer.WriteString("name", "state");
            writer.WriteString("value", state);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteString("name", "risk");
            writer.WriteString("system", "https://fedramp.gov");
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }
    }

    private static string Stated(string severity) => severity is "unknown" ? "not stated" : severity;

    private static void WriteLog(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding)
    {
        if (finding.History.IsEmpty) return;
        writer.WriteStartObject("risk-log");
        writer.WriteStartArray("entries");
        for (var at = 0; at < finding.History.Length; at++)
        {
            var one = finding.History[at];
            writer.WriteStartObject();
            writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "log", FormattableString.Invariant($"{finding.TrackingId}/{at}/{FindingTime.ToText(one.At)}/{one.Kind}")));
            writer.WriteString("title", one.Kind.ToString());
            if (one.Detail.Length > 0) writer.WriteString("description", one.Detail);
            writer.WriteString("start", FindingTime.ToText(one.At));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteItem(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding, IReadOnlyDictionary<string, string> cells)
    {
        writer.WriteStartObject();
        writer.WriteString("uuid", OscalUuid.Of(record.SystemId, "item", finding.TrackingId));
        writer.WriteString("title", Line(FindingText.Title(finding)));
        writer.WriteString("description", FindingText.Description(finding));
        writer.WriteStartArray("props");
        writer.WriteStartObject();
        writer.WriteString("ns", FedRampNamespace);
        writer.WriteString("name", "POAM-ID");
        writer.WriteString("value", Line(finding.TrackingId));
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteRelated(writer, record, finding, "related-observations", "observation-uuid", "observation");
        WriteRelated(writer, record, finding, "related-risks", "risk-uuid", "risk");
        if (cells.GetValueOrDefault(PoamColumns.Comments) is { Length: > 0 } comments) writer.WriteString("remarks", comments);
        writer.WriteEndObject();
    }

    private static void WriteRelated(CanonicalJsonWriter writer, FindingRecord record, TrackedFinding finding, string list, string member, string kind)
    {
        writer.WriteStartArray(list);
        writer.WriteStartObject();
        writer.WriteString(member, OscalUuid.Of(record.SystemId, kind, finding.TrackingId));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteOrigins(CanonicalJsonWriter writer, FindingRecord record)
    {
        writer.WriteStartArray("origins");
        WriteOrigin(writer, record);
        writer.WriteEndArray();
    }

    private static void WriteOrigin(CanonicalJsonWriter writer, FindingRecord record)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("actors");
        writer.WriteStartObject();
        writer.WriteString("type", "tool");
        writer.WriteString("actor-uuid", OscalUuid.Of(record.SystemId, "tool", "compliance"));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Asset(FindingRecord record, string identifier) => OscalUuid.Of(record.SystemId, "asset", identifier);

    /// <summary>OSCAL's strings have neither line breaks nor white space at their ends.</summary>
    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim() is { Length: > 0 } line ? line : "not stated";
}
