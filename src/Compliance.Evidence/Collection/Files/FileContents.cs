using Compliance.Formats.Packages.Files;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>What files are: by the record of the look into programs, and by their names where the record does not have them.</summary>
internal sealed class FileContents
{
    private static readonly HashSet<string> Sources = new(StringComparer.OrdinalIgnoreCase) { ".py", ".sh", ".pl", ".pm", ".rb", ".js", ".mjs", ".cjs", ".php", ".lua", ".tcl", ".ps1" };

    private readonly Dictionary<string, FileContent> seen = new(StringComparer.Ordinal);

    public FileContents(ImageEvidence image, Limits limits)
    {
        if (ScanRecord.Of(image, limits).Document is not { } scan) return;
        foreach (var file in scan.Files) seen[file.Path] = file.Elf is not null ? FileContent.Program : file.Script is not null ? FileContent.Script : FileContent.Jar;
        foreach (var unread in scan.Unread) seen.TryAdd(unread.Locator.Document, FileContent.Program);
    }

    public FileContent Of(FileEntry file)
    {
        if (seen.TryGetValue(file.Path, out var content)) return content;
        var name = file.Path.AsSpan(file.Path.LastIndexOf('/') + 1);
        var ending = name.LastIndexOf('.') is > 0 and var dot ? name[dot..].ToString() : "";
        if (ending is ".jar" or ".war" or ".ear") return FileContent.Jar;
        if (ending is ".so" or ".ko" or ".wasm") return FileContent.Program;
        return Sources.Contains(ending) ? FileContent.Script : FileContent.Plain;
    }
}
