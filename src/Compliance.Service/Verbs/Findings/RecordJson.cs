using System.Text.Json;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Findings;

/// <summary>The record as JSON.</summary>
internal static class RecordJson
{
    public static void Write(TextWriter output, FindingRecord record, string head, int entries, IEnumerable<TrackedFinding> findings) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("system", record.SystemId);
        writer.WriteString("asOf", FindingTime.ToText(record.AsOf));
        writer.WriteNumber("entries", entries);
        writer.WriteString("head", head);
        writer.WriteStartArray("findings");
        foreach (var finding in findings) Write(writer, finding);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, TrackedFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("trackingId", finding.TrackingId);
        Texts(writer, "formerIds", finding.FormerIds);
        writer.WriteString("id", finding.Id);
        Texts(writer, "aliases", finding.Aliases);
        writer.WriteString("state", finding.IsOpen ? "open" : "closed");
        writer.WriteString("severity", finding.Severity);
        if (finding.DetectedAt is { } detected) writer.WriteString("detectedAt", FindingTime.ToText(detected));
        if (finding.ClosedAt is { } closed) writer.WriteString("closedAt", FindingTime.ToText(closed));
        if (finding.ClosedBecause.Length > 0) writer.WriteString("closedBecause", finding.ClosedBecause);
        writer.WriteStartArray("evidence");
        foreach (var one in finding.Detections)
        {
            writer.WriteStartObject();
            writer.WriteString("at", FindingTime.ToText(one.At));
            writer.WriteString("kind", one.Kind);
            writer.WriteString("name", one.Name);
            writer.WriteString("sha256", one.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteAffected(writer, finding);
        WriteDeviations(writer, finding);
        writer.WriteStartArray("history");
        foreach (var one in finding.History)
        {
            writer.WriteStartObject();
            writer.WriteString("at", FindingTime.ToText(one.At));
            writer.WriteString("what", one.Kind.ToString().ToLowerInvariant());
            writer.WriteString("detail", one.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAffected(Utf8JsonWriter writer, TrackedFinding finding)
    {
        writer.WriteStartArray("affected");
        foreach (var one in finding.Affected)
        {
            writer.WriteStartObject();
            writer.WriteString("image", one.Identifier);
            writer.WriteString("package", one.Package);
            writer.WriteString("installed", one.Installed);
            writer.WriteString("fixed", one.Fixed);
            writer.WriteString("since", FindingTime.ToText(one.Since));
            if (one.GoneAt is { } gone) writer.WriteString("goneAt", FindingTime.ToText(gone));
            if (one.GoneBecause.Length > 0) writer.WriteString("goneBecause", one.GoneBecause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDeviations(Utf8JsonWriter writer, TrackedFinding finding)
    {
        writer.WriteStartArray("deviations");
        foreach (var one in finding.Deviations.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", DeviationWords.Of(one.Kind));
            writer.WriteString("state", DeviationWords.Of(one.State));
            writer.WriteString("approver", one.Approver);
            writer.WriteString("expires", one.Expires);
            writer.WriteString("rationale", one.Rationale);
            writer.WriteString("source", one.Source);
            if (one.Kind == DeviationKind.VendorDependency)
            {
                writer.WriteString("product", one.Product);
                writer.WriteString("lastCheckIn", one.LastCheckIn);
                writer.WriteString("nextCheckIn", one.NextCheckIn ?? "");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
