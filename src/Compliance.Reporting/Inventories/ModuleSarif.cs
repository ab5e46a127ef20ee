using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Policy.Facts;
using Compliance.Policy.Results;

namespace Compliance.Reporting.Inventories;

/// <summary>
/// Verdicts on cryptographic modules as SARIF 2.1.0, for code scanning in CI: <c>error</c> for not met, <c>warning</c> for unknown, which is never a pass. What
/// is met or not applicable is not listed.
/// </summary>
public static class ModuleSarif
{
    private const string Family = "cryptography";

    public static byte[] Write(Evaluation evaluation, FactSet facts, string toolVersion)
    {
        var results = evaluation.Results.Where(result => result.Family == Family && result.Subject == facts.Subject).ToImmutableArray();
        var paths = ModuleRow.Of(facts).ToDictionary(row => row.Fact.Id, row => row.Module.Path, StringComparer.Ordinal);
        return InventoryJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            Tool(writer, results, toolVersion);
            writer.WriteStartArray("results");
            foreach (var (rule, result) in results.Index())
            {
                foreach (var reason in result.Reasons.Where(reason => reason.Verdict is Verdict.NotMet or Verdict.Unknown)) Result(writer, result, rule, reason, paths);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Tool(Utf8JsonWriter writer, ImmutableArray<PolicyResult> results, string toolVersion)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "compliance");
        writer.WriteString("semanticVersion", toolVersion);
        writer.WriteStartArray("rules");
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.PolicyId);
            writer.WriteStartObject("shortDescription");
            writer.WriteString("text", result.Title);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter writer, PolicyResult result, int rule, Reason reason, Dictionary<string, string> paths)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", result.PolicyId);
        writer.WriteNumber("ruleIndex", rule);
        writer.WriteString("level", reason.Verdict == Verdict.NotMet ? "error" : "warning");
        writer.WriteStartObject("message");
        writer.WriteString("text", reason.Remedy.Length == 0 ? $"{reason.Verdict.ToWords()}: {reason.Message}" : $"{reason.Verdict.ToWords()}: {reason.Message}. {reason.Remedy}");
        writer.WriteEndObject();
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        if (reason.Item.Length > 0 && reason.FactIds.Select(id => paths.GetValueOrDefault(id)).FirstOrDefault(path => path is not null) is { } path)
        {
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", reason.Item.Length == 0 ? result.Subject.ToString() : $"{result.Subject}/{reason.Item}");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
