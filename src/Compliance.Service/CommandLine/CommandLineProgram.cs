using System.CommandLine;
using System.CommandLine.Parsing;
using Compliance.Formats.Reading;
using Compliance.Oci.Registries;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs;

namespace Compliance.Service.CommandLine;

/// <summary>Parses a command line, runs its verb, and turns every way of ending into an exit code and words for a person.</summary>
internal static class CommandLineProgram
{
    public static async Task<int> RunAsync(string[] arguments, CommandContext context)
    {
        using var images = context.Images;
        var root = VerbTable.Build(context);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0) return SayUsage(parsed, context.Terminal);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = context.Terminal.Output,
                Error = context.Terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            }).ConfigureAwait(false);
        }
        catch (Exception ended)
        {
            return Say(ended, context);
        }
    }

    private static int Say(Exception ended, CommandContext context)
    {
        var terminal = context.Terminal;
        switch (ended)
        {
            case VerbFailure failure:
                // What is wrong inside of something read has codes of its own.
                Error(terminal, failure.Message, failure.Defects.IsEmpty ? CommandLineCodes.Of(failure.ExitCode) : null);
                foreach (var defect in failure.Defects) terminal.Error.WriteLine($"  {Terminal.Visible(defect.ToString())}");
                if (failure.Cure.Length > 0) terminal.Error.WriteLine($"  {failure.Cure}");
                return failure.ExitCode;
            case OperationCanceledException:
                terminal.Error.WriteLine($"interrupted: nothing was written [{CommandLineCodes.Interrupted}]");
                return ExitCodes.Interrupted;
            case RegistryException broken:
                Error(terminal, broken.Message, broken.Defect.Code);
                terminal.Error.WriteLine($"  {Terminal.Visible(broken.Defect.Locator.ToString())}; registries, credentials and certificates: compliance help registries");
                return RegistryCodes.IsAboutTheWay(broken.Defect.Code) ? ExitCodes.InputOutput : ExitCodes.UnreadableInput;
            case IOException or UnauthorizedAccessException:
                Error(terminal, ended.Message, CommandLineCodes.InputOutput);
                return ExitCodes.InputOutput;
            default:
                Error(terminal, $"this is a fault of compliance, not of your input: {ended.GetType().Name}: {ended.Message}", CommandLineCodes.Fault);
                terminal.Error.WriteLine("  please report it with the command line; COMPLIANCE_DEBUG=1 prints where it happened");
                if (context.Environment("COMPLIANCE_DEBUG") is "1") terminal.Error.WriteLine(ended.ToString());
                return ExitCodes.Fault;
        }
    }

    private static int SayUsage(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in parsed.Errors) Error(terminal, Line(error.Message), CommandLineCodes.Usage);
        terminal.Error.WriteLine($"  see: {CommandPath(parsed.CommandResult)} --help");
        return ExitCodes.Usage;
    }

    private static void Error(Terminal terminal, string message, DiagnosticCode? code) =>
        terminal.Error.WriteLine($"compliance: {Terminal.Visible(message)}{(code is { } known ? $" [{known}]" : "")}");

    /// <summary>The library's list of allowed values, which has a line for each, as one line.</summary>
    private static string Line(string message) => message.ReplaceLineEndings("\n").Replace(":\n\t", ": ", StringComparison.Ordinal).Replace("\n\t", ", ", StringComparison.Ordinal);

    private static string CommandPath(CommandResult command)
    {
        var names = new List<string>();
        for (SymbolResult? symbol = command; symbol is not null; symbol = symbol.Parent)
        {
            if (symbol is CommandResult { Command: RootCommand }) names.Add("compliance");
            else if (symbol is CommandResult named) names.Add(named.Command.Name);
        }

        names.Reverse();
        return string.Join(' ', names);
    }
}
