using System.Text.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Vulns;

/// <summary>Findings for programs: every field of the facts by its name in policies, an unknown one as <c>{"unknown": reason}</c>.</summary>
internal static class VulnsJson
{
    public static void Write(TextWriter output, IReadOnlyCollection<VulnsReport> reports, string asOf) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("asOf", asOf);
        writer.WriteStartArray("subjects");
        foreach (var report in reports)
        {
            writer.WriteStartObject();
            writer.WriteString("digest", report.Subject.ToString());
            writer.WriteBoolean("complete", report.IsComplete);
            writer.WriteNumber("leftOutByFilter", report.Hidden);
            WriteAll(writer, "vulnerabilities", FactKind.Vulnerability, report.Findings);
            WriteAll(writer, "scans", FactKind.Scan, report.Scans);
            writer.WriteStartArray("gaps");
            foreach (var gap in report.Gaps)
            {
                writer.WriteStartObject();
                writer.WriteString("code", gap.Code.Text);
                writer.WriteString("place", gap.Locator.ToString());
                writer.WriteString("message", gap.Message);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteAll(Utf8JsonWriter writer, string name, FactKind kind, IEnumerable<FactValue> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            foreach (var field in FactSchema.Of(kind).Fields)
            {
                writer.WritePropertyName(field.Name);
                WriteValue(writer, field.Read(value));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, Knowable<object> value)
    {
        if (value.IsKnown)
        {
            WriteKnown(writer, value.Value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("unknown", value.Reason);
        writer.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case bool truth: writer.WriteBooleanValue(truth); break;
            case long number: writer.WriteNumberValue(number); break;
            case string text: writer.WriteStringValue(text); break;
            case IEnumerable<string> texts:
                writer.WriteStartArray();
                foreach (var one in texts) writer.WriteStringValue(one);
                writer.WriteEndArray();
                break;
            default: throw new ArgumentException($"no field has a {value.GetType().Name}", nameof(value));
        }
    }
}
