using System.Collections.Immutable;
using Compliance.Policy.Library;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>The documents of a <c>policies/</c> folder, ordinal order; cases and prose are for those who write policies.</summary>
internal static class PolicyFolder
{
    private const long MaxFileBytes = 64L << 20;

    /// <exception cref="VerbFailure">There is no such folder, or a file is too large.</exception>
    public static ImmutableArray<PolicyFile> Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no policies folder at {folder}", "install compliance again");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => IsDocument(file.Path))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new PolicyFile(file.Path, ReadBounded(file.File)))];
    }

    private static bool IsDocument(string path) =>
        !path.Contains("/cases/", StringComparison.Ordinal)
        && !path.EndsWith(".schema.json", StringComparison.Ordinal)
        && (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal));

    private static byte[] ReadBounded(string file) => new FileInfo(file).Length <= MaxFileBytes
        ? File.ReadAllBytes(file)
        : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} has more than {MaxFileBytes} bytes");
}
