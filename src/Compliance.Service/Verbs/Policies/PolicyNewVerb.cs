using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Compliance.Policy;
using Compliance.Policy.Documents;
using Compliance.Policy.Library;
using Compliance.Policy.Library.Scaffolding;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy new &lt;family&gt;/&lt;id&gt;</c>: a policy to begin with, and its three cases.</summary>
internal static class PolicyNewVerb
{
    private static readonly ImmutableArray<string> Subjects = [.. Enum.GetNames<SubjectKind>().Select(name => name.ToLowerInvariant())];

    public static Command Build(CommandContext context)
    {
        Argument<string> name = new("name") { Description = "<family>/<id>, for example hardening/no-compiler" };
        Option<string> folder = new("--dir") { Description = "The policies folder", HelpName = "dir", DefaultValueFactory = _ => "policies" };
        Option<string> subject = new("--subject") { Description = $"What is judged: {string.Join(", ", Subjects)}", HelpName = "kind", DefaultValueFactory = _ => "image" };
        Option<string> control = new("--control") { Description = "The control that the policy speaks to", HelpName = "framework/id", DefaultValueFactory = _ => "nist-800-53r5/cm-6" };
        Option<bool> dry = new("--dry-run") { Description = "Print the files instead of writing them" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("new", "Begins a policy with its three cases; writes over nothing") { name, folder, subject, control, dry, json };
        verb.SetAction(parsed =>
        {
            var place = parsed.GetValue(folder)!.TrimEnd('/');
            var files = Make(place, parsed.GetValue(name)!, parsed.GetValue(subject)!, parsed.GetValue(control)!);
            if (!parsed.GetValue(dry)) Write(place, files);
            Say(context.Terminal, place, files, parsed.GetValue(dry), parsed.GetValue(json));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static ImmutableArray<PolicyFile> Make(string folder, string name, string subject, string control)
    {
        if (name.Split('/') is not [var family, var id] || !PolicyScaffold.IsName(family, id))
            throw new VerbFailure(ExitCodes.Usage, $"'{name}' is no name of a policy", "write <family>/<id> in lower-case letters, digits and hyphens: hardening/no-compiler");
        if (!Enum.TryParse<SubjectKind>(subject, ignoreCase: true, out var kind) || !Subjects.Contains(subject))
            throw new VerbFailure(ExitCodes.Usage, $"nothing is called '{subject}'{NearestName.Hint(subject, Subjects)}", $"subjects are {string.Join(", ", Subjects)}");
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no folder {folder}", "name a policies folder with --dir");
        var reading = PolicyLibrary.Load(PolicyFolder.Read(folder));
        if (!reading.TryGet(out var library)) throw VerbFailure.Unreadable(folder, reading.Defects, $"everything that is wrong: compliance policy lint {folder}");
        if (library.Policies.TryGetValue(id, out var known)) throw new VerbFailure(ExitCodes.Usage, $"there is a policy '{id}' already", $"it is {folder}/{known.Path}");
        if (Directory.Exists(Path.Combine(folder, family, id))) throw new VerbFailure(ExitCodes.Usage, $"the folder {folder}/{family}/{id} is there already", "choose another id, or remove it");
        var at = control.IndexOf('/', StringComparison.Ordinal);
        var (framework, number) = at > 0 ? (control[..at], control[(at + 1)..]) : (control, "");
        if (!library.Catalogs.TryGetValue(framework, out var catalog))
            throw new VerbFailure(ExitCodes.Usage, $"there is no catalog '{framework}'", $"there are {string.Join(", ", library.Catalogs.Keys)}; write <framework>/<control> after --control");
        if (catalog.Controls.All(entry => entry.Id != number))
            throw new VerbFailure(ExitCodes.Usage, $"{framework} lists no '{number}'{NearestName.Hint(number, catalog.Controls.Select(entry => entry.Id))}", $"controls are in {folder}/catalogs/controls/{framework}.yaml");
        return PolicyScaffold.Make(family, id, kind, framework, number);
    }

    /// <summary>Into a folder beside the place, which is then renamed: the policy is there whole or not at all, and nothing is replaced.</summary>
    private static void Write(string folder, ImmutableArray<PolicyFile> files)
    {
        var target = Path.Combine(folder, Path.GetDirectoryName(files.Single(file => file.Path.EndsWith("/policy.yaml", StringComparison.Ordinal)).Path)!);
        var staged = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(staged, string.Join('/', file.Path.Split('/')[2..]));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Content.Span);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(staged, target);
        }
        finally
        {
            if (Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
        }
    }

    private static void Say(Terminal terminal, string folder, ImmutableArray<PolicyFile> files, bool isDry, bool json)
    {
        if (json)
        {
            JsonOutput.Write(terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("written", !isDry);
                writer.WriteStartArray("files");
                foreach (var file in files) writer.WriteStringValue($"{folder}/{file.Path}");
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        foreach (var file in files)
        {
            terminal.Output.WriteLine($"{folder}/{file.Path}");
            if (isDry) terminal.Output.WriteLine(string.Concat(Encoding.UTF8.GetString(file.Content.Span).TrimEnd('\n').Split('\n').Select(line => $"    {line}\n")).TrimEnd('\n'));
        }

        terminal.Output.WriteLine(isDry ? "nothing was written" : $"next: write the check, then compliance policy lint {folder}; compliance policy test {folder}; name it in a profile");
    }
}
