using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Compliance.Policy.Library;
using Compliance.Policy.Library.Matrix;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy doc [dir]</c>: the control matrix.</summary>
internal static class PolicyDocVerb
{
    public static Command Build(CommandContext context)
    {
        var folder = PolicyFolderArgument.Create();
        Option<bool> html = new("--html") { Description = "HTML instead of Markdown" };
        Option<string?> target = new("--out") { Description = "Write into this file instead", HelpName = "file" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("doc", "Prints the control matrix, and what needs human evidence") { folder, html, target, json };
        verb.SetAction(parsed =>
        {
            var place = PolicyFolderArgument.Resolve(parsed.GetValue(folder), context);
            var reading = PolicyLibrary.Load(PolicyFolder.Read(place));
            if (!reading.TryGet(out var library)) throw VerbFailure.Unreadable(place, reading.Defects, $"everything that is wrong: compliance policy lint {place}");
            var rows = ControlMatrix.Of(library);
            var needs = ControlMatrix.NeedsOf(library);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Terminal.Output, rows, needs);
                return ExitCodes.Good;
            }

            var text = parsed.GetValue(html) ? ControlMatrixText.Html(rows, needs) : ControlMatrixText.Markdown(rows, needs);
            if (parsed.GetValue(target) is { } file) WholeFile.Write(file, Encoding.UTF8.GetBytes(text));
            else context.Terminal.Output.Write(text);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void WriteJson(TextWriter output, ImmutableArray<ControlMatrixRow> rows, ImmutableArray<NeedRow> needs) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("controls");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", row.Framework);
            writer.WriteString("control", row.ControlId);
            writer.WriteString("objective", row.Objective);
            writer.WriteString("title", row.Title);
            writer.WriteString("force", row.Force);
            writer.WriteString("kind", row.Kind);
            WriteTexts(writer, "policies", row.Policies);
            WriteTexts(writer, "profiles", row.Profiles);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("needs");
        foreach (var need in needs)
        {
            writer.WriteStartObject();
            writer.WriteString("check", need.CheckId);
            writer.WriteString("title", need.Title);
            writer.WriteString("method", need.Method);
            writer.WriteString("provide", need.Provide);
            WriteTexts(writer, "policies", need.Policies);
            WriteTexts(writer, "controls", need.Controls);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
