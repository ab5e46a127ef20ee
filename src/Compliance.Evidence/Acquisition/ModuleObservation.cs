using System.Collections.Immutable;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition;

/// <summary>
/// One look through the programs, libraries and scripts of an image for cryptography and for what loads what. Their bytes are too many to keep: the
/// record is, and facts made from it are carried.
/// </summary>
internal static class ModuleObservation
{
    /// <summary>Files up to here are read into memory, larger ones through windows.</summary>
    private const long MaxMemoryBytes = 64L << 20;

    public static byte[] Write(RootFileSystem root, CapturedFiles captured)
    {
        var files = ImmutableArray.CreateBuilder<ScannedFile>();
        var unread = ImmutableArray.CreateBuilder<Defect>();
        var looked = 0;
        foreach (var file in root.Files)
        {
            if (file.Sha256 is not { } sha256) continue;
            if (!captured.Contains(sha256))
            {
                if (ModulePaths.IsModule(file.Path)) unread.Add(new Defect(CryptoModuleDiagnostics.FileUnread, new Locator(file.Path), "the file's bytes were not at hand"));
                continue;
            }

            looked++;
            if (Look(file, root, captured) is { } scanned) files.Add(scanned);
            else if (ModulePaths.IsModule(file.Path)) unread.Add(new Defect(CryptoModuleDiagnostics.FileUnread, new Locator(file.Path), "the file has the name of a module and is no readable program"));
        }

        return ScanDocumentWriter.Write(new ScanDocument(looked, files.ToImmutable(), unread.ToImmutable()));
    }

    private static ScannedFile? Look(FileEntry file, RootFileSystem root, CapturedFiles captured)
    {
        using var stream = captured.Open(file.Sha256!)!;
        Span<byte> first = stackalloc byte[4];
        if (stream.ReadAtLeast(first, 4, throwOnEndOfStream: false) < 4 || !ModuleScanner.IsFor(first)) return null;
        var source = file.Size <= MaxMemoryBytes ? ByteSource.Of(captured.ReadAll(file.Sha256!)!) : ByteSource.Of(stream);
        return ModuleScanner.Scan(file.Path, file.Sha256!, source, name => Beside(file, name, root, captured)) is { } scanned
            ? scanned with { Modules = [.. scanned.Modules.Select(Checked)] }
            : null;
    }

    private static ReadOnlyMemory<byte>? Beside(FileEntry file, string name, RootFileSystem root, CapturedFiles captured)
    {
        var slash = file.Path.LastIndexOf('/');
        return root.Resolve(slash < 0 ? name : $"{file.Path[..slash]}/{name}") is { Sha256: { } sha256, Size: <= 1 << 20 } ? captured.ReadAll(sha256) : null;
    }

    private static FoundModule Checked(FoundModule module)
    {
        if (module.Recipe is not { } recipe) return module;
        var result = RecipeIntegrity.Check(recipe);
        return module with { Recipe = null, Integrity = result.Word, IntegrityDetail = result.Detail };
    }
}
