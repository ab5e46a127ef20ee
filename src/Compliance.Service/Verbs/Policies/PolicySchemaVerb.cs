using System.CommandLine;
using Compliance.Policy.Documents;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Policies;

/// <summary><c>compliance policy schema [name]</c>: the JSON schemas that editors check documents by.</summary>
internal static class PolicySchemaVerb
{
    private const string Suffix = ".schema.json";

    public static Command Build(CommandContext context)
    {
        Argument<string?> name = new("name") { Description = "facts, policy, case, profile, system or catalog", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> target = new("--out") { Description = "Write into this file instead; without a name, every schema into this folder", HelpName = "path" };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("schema", "Prints the JSON schemas of facts and documents, for editors") { name, target, json };
        verb.SetAction(parsed =>
        {
            var files = DocumentSchemas.Files();
            if (parsed.GetValue(name) is { } word) One(context, Find(files, word), parsed.GetValue(target));
            else All(context, files, parsed.GetValue(target), parsed.GetValue(json));
            return ExitCodes.Good;
        });
        return verb;
    }

    private static string Find(IReadOnlyDictionary<string, string> files, string word)
    {
        foreach (var (path, content) in files)
        {
            if (NameOf(path) == word) return content;
        }

        throw new VerbFailure(ExitCodes.Usage, $"there is no schema '{word}'", $"there are: {string.Join(", ", files.Keys.Select(NameOf))}");
    }

    private static string NameOf(string path) => Path.GetFileName(path)[..^Suffix.Length];

    private static void One(CommandContext context, string content, string? target)
    {
        if (target is null) context.Terminal.Output.Write(content);
        else WholeFile.Write(target, System.Text.Encoding.UTF8.GetBytes(content));
    }

    private static void All(CommandContext context, IReadOnlyDictionary<string, string> files, string? folder, bool json)
    {
        foreach (var (path, content) in files)
        {
            if (folder is null) continue;
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WholeFile.Write(file, System.Text.Encoding.UTF8.GetBytes(content));
        }

        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartArray();
                foreach (var path in files.Keys) writer.WriteStringValue(path);
                writer.WriteEndArray();
            });
            return;
        }

        foreach (var path in files.Keys) context.Terminal.Output.WriteLine($"{NameOf(path),-8} {(folder is null ? $"policies/{path}" : Path.Combine(folder, path))}");
    }
}
