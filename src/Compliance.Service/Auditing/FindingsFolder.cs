using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Auditing;

/// <summary>A folder of findings: scans of other tools, VEX documents, the history of detections. Every file is taken; collectors tell what each is.</summary>
internal static class FindingsFolder
{
    private const int MaxFiles = 1_000;
    private const long MaxTotalBytes = 512L << 20;

    /// <summary>Null where no folder is named.</summary>
    /// <exception cref="VerbFailure">There is no such folder, or it is too large.</exception>
    public static ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)>? Read(string? folder, Limits limits)
    {
        if (folder is null) return null;
        if (!Directory.Exists(folder)) throw new VerbFailure(ExitCodes.UnreadableInput, $"the findings folder {folder} does not exist", "what belongs in it: compliance help findings");
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Take(MaxFiles + 1).Order(StringComparer.Ordinal).ToArray();
        if (names.Length > MaxFiles) throw new VerbFailure(ExitCodes.UnreadableInput, $"{folder} has more than {MaxFiles} files");
        var files = ImmutableArray.CreateBuilder<(string Path, ReadOnlyMemory<byte> Bytes)>(names.Length);
        var total = 0L;
        foreach (var name in names)
        {
            var size = new FileInfo(name).Length;
            if (size > limits.MaxDocumentBytes || (total += size) > MaxTotalBytes) throw new VerbFailure(ExitCodes.UnreadableInput, $"{name} makes the folder larger than is packed", "at most 512 MiB in all");
            files.Add((Path.GetRelativePath(folder, name).Replace('\\', '/'), File.ReadAllBytes(name)));
        }

        return files.ToImmutable();
    }
}
