using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Service.CommandLine;

/// <summary>
/// Ends a verb with an exit code, a cause, and what cures it. Thrown only inside this project, caught once at the top; bad subjects are
/// values everywhere below.
/// </summary>
internal sealed class VerbFailure : Exception
{
    public VerbFailure(int exitCode, string cause, string cure = "", IEnumerable<Defect>? defects = null)
        : base(cause) => (ExitCode, Cure, Defects) = (exitCode, cure, [.. defects ?? []]);

    public int ExitCode { get; }

    /// <summary>What to do about it; empty when there is nothing to say.</summary>
    public string Cure { get; }

    public ImmutableArray<Defect> Defects { get; }

    /// <summary>A reading that had to succeed for the verb to go on.</summary>
    public static VerbFailure Unreadable(string what, IEnumerable<Defect> defects, string cure = "") =>
        new(ExitCodes.UnreadableInput, $"{what} can't be read", cure, defects);
}
