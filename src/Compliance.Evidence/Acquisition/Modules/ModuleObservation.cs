using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition.Modules;

/// <summary>
/// The record of the one look through the programs, libraries and scripts of an image for cryptography and for what loads what. Their bytes are too
/// many to keep: the record is, and facts made from it are carried.
/// </summary>
internal static class ModuleObservation
{
    /// <summary>Files beside a module: integrity values.</summary>
    private const long MaxBesideBytes = 1 << 20;

    private const int Executable = 0x49;

    /// <summary>Places that could not be looked into are named up to here and counted beyond.</summary>
    private const int MaxUnread = 1_000;

    public static byte[] Write(RootFileSystem root, ModuleCapture seen, CapturedFiles captured)
    {
        var files = ImmutableArray.CreateBuilder<ScannedFile>();
        var unread = ImmutableArray.CreateBuilder<Defect>();
        var (looks, looked, programs) = Looks(root, seen);
        foreach (var (file, look) in looks)
        {
            if (look?.Content is { } content)
            {
                files.Add(Place(file, file.Sha256!, content, look.Bytes, root, captured, programs));
                unread.AddRange(content.UnreadAt(file.Path));
            }
            else if (look is { IsTooLarge: true }) unread.Add(Unread(file, "the file is too large to be looked into"));
            else unread.Add(Unread(file, "the file has the name of a module and is no readable program"));
        }

        var more = unread.Count - MaxUnread;
        if (more > 0) unread.RemoveRange(MaxUnread, more);
        if (more > 0) unread.Add(new Defect(CryptoModuleDiagnostics.FileUnread, new Locator(ScanDocument.Name), $"{more.ToString(CultureInfo.InvariantCulture)} further places could not be looked into"));
        return ScanDocumentWriter.Write(new ScanDocument(looked, files.ToImmutable(), unread.ToImmutable()));
    }

    private static ScannedFile Place(FileEntry file, Digest sha256, ScannedContent content, byte[]? bytes, RootFileSystem root, CapturedFiles captured, HashSet<string> programs)
    {
        var place = new ModulePlace(file.Path, bytes is null ? null : ByteSource.Of(bytes), name => Beside(file, name, root, captured));
        var scanned = content.At(place, sha256);
        return scanned with
        {
            Modules = [.. scanned.Modules.Select(ModuleObserver.Checked)],
            Script = scanned.Script is { } script ? script with { Runs = [.. script.Runs.Where(word => IsProgram(word, root, programs))] } : null,
        };
    }

    /// <summary>
    /// Files with something to say, in the order of paths; how many files were looked into; and the names of what can be started: a word of a
    /// script that is none of them starts nothing of the image.
    /// </summary>
    private static (List<(FileEntry File, ModuleLook? Look)> Looks, int Looked, HashSet<string> Programs) Looks(RootFileSystem root, ModuleCapture seen)
    {
        var looks = new List<(FileEntry, ModuleLook?)>();
        var programs = new HashSet<string>(StringComparer.Ordinal);
        var looked = 0;
        foreach (var file in root.All)
        {
            var look = file.Sha256 is { } sha256 ? seen.Find(sha256) : null;
            if (look is not null) looked++;
            if (look is { Content: not null } or { IsTooLarge: true } || (file.Kind == FileKind.Regular && ModulePaths.IsModule(file.Path))) looks.Add((file, look));
            if (file.Kind == FileKind.SymbolicLink || (look?.Content is { Script: not null } or { Elf.IsObject: false } && (file.Mode & Executable) != 0))
                programs.Add(file.Path[(file.Path.LastIndexOf('/') + 1)..]);
        }

        return (looks, looked, programs);
    }

    private static bool IsProgram(string word, RootFileSystem root, HashSet<string> programs) =>
        programs.Contains(word[(word.LastIndexOf('/') + 1)..]) && (word[0] != '/' || root.Resolve(word) is { Kind: FileKind.Regular });

    private static ReadOnlyMemory<byte>? Beside(FileEntry file, string name, RootFileSystem root, CapturedFiles captured)
    {
        var slash = file.Path.LastIndexOf('/');
        if (root.Resolve(slash < 0 ? name : $"{file.Path[..slash]}/{name}") is not { Sha256: { } sha256 } beside) return null;
        // One that is there and was not kept is no value that can be checked; it is not absent.
        return beside.Size <= MaxBesideBytes && captured.ReadAll(sha256) is { } bytes ? bytes : ReadOnlyMemory<byte>.Empty;
    }

    private static Defect Unread(FileEntry file, string why) => new(CryptoModuleDiagnostics.FileUnread, new Locator(file.Path), why);
}
