using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Python;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>Files that installers of Python packages list with their SHA-256. What a database of the system owns stays with it.</summary>
internal static class PythonOwnership
{
    /// <param name="owned">What databases of the system say.</param>
    /// <param name="listed">What the lists say of all other files.</param>
    public static void Read(ImageEvidence image, OwnedFiles owned, OwnedFiles listed, Limits limits)
    {
        foreach (var record in image.Root.FilesWhere(path => PythonRecord.IsRecord(path)).ToList())
        {
            if (image.File(record.Path) is not { } document || !document.Fits(limits) || !PythonRecord.Read(document.ReadAll(limits), record.Path, limits).TryGet(out var entries)) continue;
            var folder = record.Path[..record.Path.LastIndexOf('/')];
            var above = folder.Contains('/', StringComparison.Ordinal) ? folder[..folder.LastIndexOf('/')] : "";
            var owner = listed.Begin(new FileOwner("", "", "", $"Python {folder[(folder.LastIndexOf('/') + 1)..].Replace(".dist-info", "", StringComparison.Ordinal)}"));
            foreach (var entry in entries)
            {
                if (PlaceOf(above, entry.Path) is not { } path || image.Root.Find(path) is not { Kind: FileKind.Regular } file) continue;
                if (entry.Sha256.Length > 0) Note(owned, listed, file, file.Sha256!.Hex == entry.Sha256 ? FileClass.Language : FileClass.Modified, owner);
                else if (file.Path == record.Path) Note(owned, listed, file, FileClass.Language, owner);
            }
        }
    }

    private static void Note(OwnedFiles owned, OwnedFiles listed, FileEntry file, FileClass said, int owner)
    {
        if (owned.Find(file.Path) is null && listed.Find(file.Path) is null) listed.Note(file.Path, said, owner);
    }

    /// <summary>Scripts lie some folders up: <c>../../../bin/pip</c>. Null for a path that leaves the root.</summary>
    private static string? PlaceOf(string above, string path)
    {
        if (path.StartsWith('/')) return DatabasePath.Normalize(path);
        var segments = new List<string>(above.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or ".") continue;
            if (segment != "..") segments.Add(segment);
            else if (segments.Count == 0) return null;
            else segments.RemoveAt(segments.Count - 1);
        }

        return string.Join('/', segments);
    }
}
