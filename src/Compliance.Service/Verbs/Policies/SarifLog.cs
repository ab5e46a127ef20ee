using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Service.Configuration;
using Compliance.Service.Help;

namespace Compliance.Service.Verbs.Policies;

/// <summary>Defects as code review tools take them: SARIF 2.1.0 (OASIS standard, 27 March 2020).</summary>
internal static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    /// <param name="folder">The policies folder as the caller named it; places are relative to where the caller stands.</param>
    public static byte[] Render(ImmutableArray<Defect> defects, string folder)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" })) Write(writer, defects, folder);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<Defect> defects, string folder)
    {
        ImmutableArray<DiagnosticCode> codes = [.. defects.Select(defect => defect.Code).Distinct().Order()];
        writer.WriteStartObject();
        writer.WriteString("$schema", Schema);
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "compliance policy lint");
        writer.WriteString("version", ProductVersion.Text);
        writer.WriteStartArray("rules");
        foreach (var code in codes) WriteRule(writer, code);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (var defect in defects) WriteResult(writer, defect, codes.IndexOf(defect.Code), folder);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter writer, DiagnosticCode code)
    {
        writer.WriteStartObject();
        writer.WriteString("id", code.Text);
        if (HelpPages.Code(code.Text) is var (cause, cure))
        {
            writer.WriteStartObject("shortDescription");
            writer.WriteString("text", cause);
            writer.WriteEndObject();
            writer.WriteStartObject("help");
            writer.WriteString("text", cure);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Defect defect, int rule, string folder)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", defect.Code.Text);
        writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", "error");
        writer.WriteStartObject("message");
        writer.WriteString("text", PolicyLintVerb.Split(defect).Message);
        writer.WriteEndObject();
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri(folder, defect.Locator.Document));
        writer.WriteEndObject();
        if (defect.Locator.Line is { } line and > 0)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", line);
            if (defect.Locator.Column is { } column and > 0) writer.WriteNumber("startColumn", column);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Uri(string folder, string document)
    {
        var path = string.Join('/', $"{folder}/{document}".Split('/').Select(System.Uri.EscapeDataString));
        return Path.IsPathRooted(folder) ? $"file://{path}" : path;
    }
}
