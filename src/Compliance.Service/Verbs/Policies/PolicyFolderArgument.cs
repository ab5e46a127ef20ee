using System.CommandLine;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs.Policies;

/// <summary>The <c>[dir]</c> of verbs that work on a policies folder.</summary>
internal static class PolicyFolderArgument
{
    public static Argument<string?> Create() =>
        new("dir") { Description = "A policies folder (default: ./policies, or the one that came with compliance)", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The folder that is meant, as messages name it.</summary>
    /// <exception cref="VerbFailure">A folder is named and does not exist.</exception>
    public static string Resolve(string? written, CommandContext context)
    {
        if (written is not null)
            return Directory.Exists(written) ? written.TrimEnd('/') : throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no folder {written}", "name a policies folder: <family>/<id>/policy.yaml lies in it");
        return Directory.Exists("policies") ? "policies" : Path.Combine(context.ProgramDirectory, "policies");
    }
}
