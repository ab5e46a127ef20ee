using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>
/// The variables that a program of the image starts with: those of the configuration, changed by an <c>env</c> in the command. A shell or a
/// script that touches a variable which decides about providers leaves them unknown.
/// </summary>
public static partial class LaunchEnvironment
{
    /// <summary>The variables, or null with what makes them unknown.</summary>
    public static (IReadOnlyDictionary<string, string>? Variables, Defect? Unknown) Resolve(ActivationInputs inputs)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inputs.Environment) variables[name] = value;
        var rest = Env(inputs.Command, variables, out var unreadable);
        if (unreadable) return (null, Unknown(new Locator("config", Pointer: "/config/Entrypoint"), "the command calls env in a way that is not understood"));
        if (rest.FirstOrDefault(Touches) is { } argument)
        {
            return (null, Unknown(new Locator("config", Pointer: "/config/Entrypoint"), $"the command sets variables of OpenSSL: '{Excerpt(argument)}'"));
        }

        foreach (var script in inputs.Scripts)
        {
            if (script.Lines.FirstOrDefault(line => Touches(line.Text)) is { } line)
            {
                return (null, Unknown(new Locator(script.Path, Line: line.Number), $"the entrypoint's script touches variables of OpenSSL: '{Excerpt(line.Text)}'"));
            }
        }

        return inputs.UnseenScript is { } reason
            ? (null, Unknown(new Locator("config", Pointer: "/config/Entrypoint"), reason))
            : (variables, null);
    }

    /// <summary>Applies a leading <c>env [-i] [-u NAME] [NAME=VALUE ...]</c> and returns the command that it runs.</summary>
    private static ImmutableArray<string> Env(ImmutableArray<string> command, SortedDictionary<string, string> variables, out bool unreadable)
    {
        unreadable = false;
        if (command.IsEmpty || command[0] is not ("env" or "/bin/env" or "/usr/bin/env")) return command;
        var at = 1;
        for (; at < command.Length; at++)
        {
            var argument = command[at];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (argument is "-i" or "-" or "--ignore-environment")
            {
                variables.Clear();
            }
            else if (argument == "-u" && at + 1 < command.Length)
            {
                variables.Remove(command[++at]);
            }
            else if (argument.StartsWith('-'))
            {
                unreadable = true;
                return command;
            }
            else if (equals > 0)
            {
                variables[argument[..equals]] = argument[(equals + 1)..];
            }
            else
            {
                break;
            }
        }

        return Env(command[at..], variables, out unreadable);
    }

    private static bool Touches(string text) => Deciding().IsMatch(text);

    private static string Excerpt(string text) => text.Length <= 120 ? text : string.Concat(text.AsSpan(0, 120), "…");

    [GeneratedRegex(@"\b(OPENSSL_CONF|OPENSSL_CONF_INCLUDE|OPENSSL_MODULES|OPENSSL_FORCE_FIPS_MODE)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Deciding();

    private static Defect Unknown(Locator locator, string message) => new(CryptoModuleDiagnostics.EnvironmentUnknown, locator, message);
}
