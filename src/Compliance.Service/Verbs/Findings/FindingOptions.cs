using System.CommandLine;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Service.CommandLine;
using Compliance.Service.Configuration;
using Compliance.Service.Findings;

namespace Compliance.Service.Verbs.Findings;

/// <summary>Options of every verb on the record of findings.</summary>
internal sealed class FindingOptions(Option<string?> data)
{
    private readonly Option<string> system = new("--system") { Description = "System file: whose findings", HelpName = "file", Required = true };
    private readonly Option<string?> policies = new("--policies") { Description = "Policies folder with the clocks (default: the one beside the program)", HelpName = "dir" };
    private readonly Option<DateTimeOffset?> asOf = new("--as-of") { Description = "The time that is spoken of (default: now)", HelpName = "time", CustomParser = TimeArgument.Parse };

    public Option<bool> Json { get; } = JsonOption.Create();

    public void AddTo(Command verb, bool withTime = true)
    {
        verb.Add(system);
        verb.Add(policies);
        if (withTime) verb.Add(asOf);
        verb.Add(Json);
    }

    public FindingSystem System(ParseResult parsed, CommandContext context) =>
        FindingSystem.Read(parsed.GetValue(system)!, parsed.GetValue(policies) ?? Path.Combine(context.ProgramDirectory, "policies"), Limits.Default);

    public RecordKeeper Keeper(ParseResult parsed, CommandContext context) => RecordKeeper.Open(DataDirectory.Resolve(parsed.GetValue(data), context.Environment), Limits.Default);

    /// <summary>Whole seconds.</summary>
    public DateTimeOffset AsOf(ParseResult parsed, CommandContext context) => FindingTime.WholeSecond(parsed.GetValue(asOf) ?? context.Clock.GetUtcNow());

    public static DateTimeOffset Now(CommandContext context) => FindingTime.WholeSecond(context.Clock.GetUtcNow());

    /// <summary>Prints what people should look at, to the error stream's side of the terminal.</summary>
    public static void Tell(CommandContext context, IEnumerable<Defect> notes)
    {
        foreach (var note in notes) context.Terminal.Error.WriteLine($"note  {Terminals.Terminal.Visible(note.ToString())}");
    }
}
