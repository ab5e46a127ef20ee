using System.Collections.Immutable;
using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Policy.Linting;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy lint [dir]</c>: everything that is wrong with a policies folder, at once.</summary>
internal static class PolicyLintVerb
{
    public static Command Build(CommandContext context)
    {
        var folder = PolicyFolderArgument.Create();
        Option<string?> sarif = new("--sarif") { Description = "Also write what was found as SARIF 2.1.0", HelpName = "file" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("lint", "Says everything that is wrong with policies, profiles, catalogs and cases (exit 0 nothing, 1 something)") { folder, sarif, json };
        verb.SetAction(parsed =>
        {
            var place = PolicyFolderArgument.Resolve(parsed.GetValue(folder), context);
            var files = PolicyFolder.ReadAll(place);
            var defects = PolicyLinter.Lint(files);
            if (parsed.GetValue(sarif) is { } target) WholeFile.Write(target, SarifLog.Render(defects, place));
            if (parsed.GetValue(json)) WriteJson(context.Terminal.Output, defects, place);
            else Write(context.Terminal, defects, place, files.Count(file => file.Path.EndsWith("/policy.yaml", StringComparison.Ordinal)));
            return defects.IsEmpty ? ExitCodes.Good : ExitCodes.Bad;
        });
        return verb;
    }

    /// <summary>Defects as editors read them: <c>file:line:column: message [code]</c>, then the expression with a caret where there is one.</summary>
    public static void Write(Terminal terminal, ImmutableArray<Defect> defects, string folder, int policies)
    {
        foreach (var defect in defects)
        {
            var (message, excerpt) = Split(defect);
            terminal.Output.WriteLine($"{terminal.Paint(Tone.Strong, Terminal.Visible($"{folder}/{defect.Locator}"))}: {Terminal.Visible(message)} [{defect.Code}]");
            foreach (var line in excerpt) terminal.Output.WriteLine($"  {terminal.Paint(Tone.Quiet, Terminal.Visible(line))}");
        }

        var files = defects.Select(defect => defect.Locator.Document).Distinct(StringComparer.Ordinal).Count();
        terminal.Output.WriteLine(defects.IsEmpty
            ? FormattableString.Invariant($"{policies} policies, nothing wrong")
            : FormattableString.Invariant($"{policies} policies, {defects.Length} wrong in {files} file{(files == 1 ? "" : "s")}    what a code means: compliance help {defects[0].Code}"));
    }

    /// <summary>The sentence, and the lines that show the expression.</summary>
    public static (string Message, ImmutableArray<string> Excerpt) Split(Defect defect)
    {
        var lines = defect.Message.Split('\n');
        return (lines[0], [.. lines.Skip(1)]);
    }

    private static void WriteJson(TextWriter output, ImmutableArray<Defect> defects, string folder) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("folder", folder);
        writer.WriteStartArray("defects");
        foreach (var defect in defects)
        {
            var (message, excerpt) = Split(defect);
            writer.WriteStartObject();
            writer.WriteString("file", defect.Locator.Document);
            if (defect.Locator.Line is { } line) writer.WriteNumber("line", line);
            if (defect.Locator.Column is { } column) writer.WriteNumber("column", column);
            writer.WriteString("code", defect.Code.Text);
            writer.WriteString("message", message);
            if (!excerpt.IsEmpty) writer.WriteString("excerpt", string.Join('\n', excerpt));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
