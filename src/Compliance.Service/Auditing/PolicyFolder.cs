using System.Collections.Immutable;
using Compliance.Policy.Library;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>The files of a <c>policies/</c> folder, ordinal order. Links are not followed.</summary>
internal static class PolicyFolder
{
    private const long MaxFileBytes = 64L << 20;
    private const int MaxFiles = 50_000;

    /// <summary>The documents that audits need; cases and prose are for those who write policies.</summary>
    /// <exception cref="VerbFailure">There is no such folder, or a file is too large.</exception>
    public static ImmutableArray<PolicyFile> Read(string folder) => Read(folder, IsDocument);

    /// <summary>Every file.</summary>
    /// <exception cref="VerbFailure">There is no such folder, it holds too many files, or a file is too large.</exception>
    public static ImmutableArray<PolicyFile> ReadAll(string folder) => Read(folder, _ => true);

    private static ImmutableArray<PolicyFile> Read(string folder, Func<string, bool> isWanted)
    {
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no policies folder at {folder}", "install compliance again");
        var files = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => isWanted(file.Path))
            .Take(MaxFiles + 1)
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        if (files.Count > MaxFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} holds more than {MaxFiles} files", "name a policies folder");
        return [.. files.Select(file => new PolicyFile(file.Path, ReadBounded(file.File)))];
    }

    private static bool IsDocument(string path) =>
        !path.Contains("/cases/", StringComparison.Ordinal)
        && !path.EndsWith(".schema.json", StringComparison.Ordinal)
        && (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal));

    private static byte[] ReadBounded(string file) => new FileInfo(file).Length <= MaxFileBytes
        ? File.ReadAllBytes(file)
        : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} has more than {MaxFileBytes} bytes");
}
