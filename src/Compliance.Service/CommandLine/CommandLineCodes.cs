using Compliance.Formats.Reading;

namespace Compliance.Service.CommandLine;

/// <summary>Codes of what ends a verb before, or instead of, a finding about its subject.</summary>
internal static class CommandLineCodes
{
    /// <summary>The command line is wrong.</summary>
    public static readonly DiagnosticCode Usage = new("CLI-0001");

    /// <summary>A file or folder that was named is absent, or is not what the option takes.</summary>
    public static readonly DiagnosticCode Input = new("CLI-0002");

    /// <summary>Reading or writing failed: disk, permission, network.</summary>
    public static readonly DiagnosticCode InputOutput = new("CLI-0003");

    /// <summary>Ctrl-C, or a request to end.</summary>
    public static readonly DiagnosticCode Interrupted = new("CLI-0004");

    /// <summary>A fault of this program.</summary>
    public static readonly DiagnosticCode Fault = new("CLI-0005");

    /// <summary>Code of an exit code; null for those that are findings and not failures.</summary>
    public static DiagnosticCode? Of(int exitCode) => exitCode switch
    {
        ExitCodes.Usage => Usage,
        ExitCodes.UnreadableInput => Input,
        ExitCodes.InputOutput => InputOutput,
        ExitCodes.Interrupted => Interrupted,
        ExitCodes.Fault => Fault,
        _ => null,
    };
}
