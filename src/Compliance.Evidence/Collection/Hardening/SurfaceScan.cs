using System.Collections.Immutable;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Hardening;

/// <summary>What the names and modes of an image's files show, each list in ordinal order.</summary>
internal sealed class SurfaceScan
{
    private const int SetUserOrGroup = 0xC00;
    private const int Sticky = 0x200;
    private const int WritableByAll = 0x2;
    private const int Executable = 0x49;

    private readonly SortedSet<string> shells = new(StringComparer.Ordinal);
    private readonly SortedSet<string> packageManagers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> setuid = new(StringComparer.Ordinal);
    private readonly SortedSet<string> writable = new(StringComparer.Ordinal);
    private readonly SortedSet<string> credentials = new(StringComparer.Ordinal);

    public SurfaceScan(ImageEvidence image)
    {
        foreach (var entry in image.Root.All) Look(image.Root, entry);
        // A layer can be read by everybody who can pull the image, also what a higher one hides.
        credentials.UnionWith(image.Inventory.FilePathsWhere(SecretNames.IsCredentialFile));
    }

    public ImmutableArray<string> Shells => [.. shells];

    public ImmutableArray<string> PackageManagers => [.. packageManagers];

    public ImmutableArray<string> SetuidFiles => [.. setuid];

    public ImmutableArray<string> WorldWritable => [.. writable];

    public ImmutableArray<string> CredentialFiles => [.. credentials];

    private void Look(RootFileSystem root, FileEntry entry)
    {
        var isFile = entry.Kind == FileKind.Regular;
        if (isFile && (entry.Mode & SetUserOrGroup) != 0) setuid.Add(entry.Path);
        if ((entry.Mode & WritableByAll) != 0 && (isFile || (entry.Kind == FileKind.Directory && (entry.Mode & Sticky) == 0))) writable.Add(entry.Path);
        if (!isFile && entry.Kind != FileKind.SymbolicLink) return;
        var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
        var isShell = ProgramNames.IsShell(name);
        if (!isShell && !ProgramNames.IsPackageManager(name)) return;
        if (ProgramNames.IsNamedAfterPackage(entry.Path)) return;
        var program = isFile ? entry : root.Resolve(entry.Path);
        if (program is not { Kind: FileKind.Regular } || (program.Mode & Executable) == 0) return;
        (isShell ? shells : packageManagers).Add(entry.Path);
    }
}
