using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
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
        var verb = new Command("doc", "Prints the control matrix: framework, control, objective, policies, profiles, force") { folder, html, target, json };
        verb.SetAction(parsed =>
        {
            var place = PolicyFolderArgument.Resolve(parsed.GetValue(folder), context);
            var reading = PolicyLibrary.Load(PolicyFolder.Read(place));
            if (!reading.TryGet(out var library)) throw VerbFailure.Unreadable(place, reading.Defects, $"everything that is wrong: compliance policy lint {place}");
            var rows = ControlMatrix.Of(library);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Terminal.Output, rows);
                return ExitCodes.Good;
            }

            var text = parsed.GetValue(html) ? ControlMatrixText.Html(rows) : ControlMatrixText.Markdown(rows);
            if (parsed.GetValue(target) is { } file) WholeFile.Write(file, Encoding.UTF8.GetBytes(text));
            else context.Terminal.Output.Write(text);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static void WriteJson(TextWriter output, ImmutableArray<ControlMatrixRow> rows) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", row.Framework);
            writer.WriteString("control", row.ControlId);
            writer.WriteString("objective", row.Objective);
            writer.WriteString("title", row.Title);
            writer.WriteString("force", row.Force);
            writer.WriteString("kind", row.Kind);
            foreach (var (name, ids) in new[] { ("policies", row.Policies), ("profiles", row.Profiles) })
            {
                writer.WriteStartArray(name);
                foreach (var id in ids) writer.WriteStringValue(id);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
