using System.Globalization;
using System.Text.Json;
using Compliance.Policy.Facts;
using Compliance.Reporting.Inventories;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Modules;

/// <summary>The answer of <c>compliance modules</c> for programs.</summary>
internal static class ModulesJson
{
    public static void Write(TextWriter output, DateTimeOffset evaluatedAt, IEnumerable<FactSet> images, IReadOnlyList<ModuleChange>? changes) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("evaluatedAt", evaluatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        writer.WriteStartArray("images");
        foreach (var facts in images)
        {
            writer.WriteStartObject();
            writer.WriteString("image", facts.Subject.ToString());
            writer.WriteBoolean("complete", facts.CoverageOf(FactKind.CryptoModule) == Coverage.Complete);
            writer.WriteStartArray("modules");
            foreach (var row in ModuleRow.Of(facts)) Module(writer, row);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (changes is not null) Changes(writer, changes);
        writer.WriteEndObject();
    });

    private static void Module(Utf8JsonWriter writer, ModuleRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("path", row.Module.Path);
        writer.WriteString("family", row.Module.Family);
        writer.WriteString("name", row.Module.Name);
        writer.WriteString("version", row.Version);
        writer.WriteString("sha256", row.Module.Sha256);
        writer.WriteString("basis", row.Basis);
        foreach (var (axis, value) in row.Axes) writer.WriteString(axis, value);
        writer.WriteBoolean("bypass", row.IsBypass);
        writer.WriteEndObject();
    }

    private static void Changes(Utf8JsonWriter writer, IReadOnlyList<ModuleChange> changes)
    {
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("change", change.Kind);
            writer.WriteString("path", change.Path);
            writer.WriteString("module", change.Name);
            writer.WriteString("what", change.What);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteString("meaning", change.Meaning);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
