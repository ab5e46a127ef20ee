using System.CommandLine;
using Compliance.Service.CommandLine;
using Compliance.Service.Help;

namespace Compliance.Service.Verbs;

/// <summary><c>compliance help &lt;topic or code&gt;</c>: the pages of docs/help and the entries of docs/diagnostics.md.</summary>
internal static class HelpVerb
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> topic = new("topic") { Description = "A topic, or a diagnostic code such as OCI-0003", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("help", "Explains a topic or a diagnostic code") { topic, json };
        verb.SetAction(parsed => Run(context, parsed.GetValue(topic), parsed.GetValue(json)));
        return verb;
    }

    private static int Run(CommandContext context, string? topic, bool json)
    {
        var text = topic is null ? Overview() : HelpPages.Find(topic) ?? throw Unknown(topic);
        if (json)
        {
            JsonOutput.Write(context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("topic", topic ?? "");
                writer.WriteString("text", text);
                writer.WriteEndObject();
            });
        }
        else
        {
            context.Terminal.Output.WriteLine(text.TrimEnd());
        }

        return ExitCodes.Good;
    }

    private static string Overview() => $"""
        compliance help <topic>    one of: {string.Join(", ", HelpPages.Topics)}
        compliance help <code>     what a diagnostic code means and what cures it
        compliance <verb> --help   the options of a verb
        """;

    private static VerbFailure Unknown(string topic) =>
        new(ExitCodes.Usage, $"there is no help on '{topic}'", $"topics: {string.Join(", ", HelpPages.Topics)}; or a diagnostic code such as OCI-0003");
}
