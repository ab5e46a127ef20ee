using Compliance.Formats.Packages.Dpkg;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>
/// The lists of files in <c>var/lib/dpkg/info</c>: one for each package that has left anything on disk. They count packages a second time: one
/// without a paragraph in the status file was hidden there.
/// </summary>
internal sealed class DpkgLists
{
    private const string Folder = "var/lib/dpkg/info";

    private const string Ending = ".list";

    private readonly PackageDatabaseReading reading;
    private readonly SortedDictionary<string, FileEntry> lists = new(StringComparer.Ordinal);

    public DpkgLists(PackageDatabaseReading reading)
    {
        this.reading = reading;
        foreach (var entry in reading.Image.Root.Children(Folder))
        {
            var name = entry.Path[(entry.Path.LastIndexOf('/') + 1)..];
            if (name.EndsWith(Ending, StringComparison.Ordinal)) lists[name[..^Ending.Length]] = entry;
        }
    }

    /// <summary>Notes what does not fit together.</summary>
    /// <returns>Lists whose package the status file does not have.</returns>
    public int Judge(IEnumerable<DpkgPackage> packages, string statusFile)
    {
        var owners = new HashSet<string>(StringComparer.Ordinal);
        var removed = new List<DpkgPackage>();
        foreach (var package in packages)
        {
            owners.Add(package.Name);
            owners.Add($"{package.Name}:{package.Architecture}");
            if (package.IsRemoved) removed.Add(package);
            else if (NameOf(package) is null) reading.Gap(CollectionCodes.FileListMissing, statusFile, $"'{package.Name}' has no list of files in {Folder}", package.Locator.Line);
        }

        var unknown = lists.Where(list => !owners.Contains(list.Key)).ToList();
        foreach (var (name, entry) in unknown) reading.Gap(CollectionCodes.FileListWithoutPackage, entry.Path, $"'{name}' has a list of files and no paragraph in {statusFile}");
        foreach (var package in removed) JudgeRemoved(package, statusFile);
        return unknown.Count;
    }

    /// <summary>Paths that the list names.</summary>
    public Knowable<long> CountOf(DpkgPackage package) =>
        NameOf(package) is not { } name ? Knowable<long>.Unknown("no list of files")
        : Paths(name) is { } paths ? Knowable<long>.Known(paths.Count) : Knowable<long>.Unknown("its list of files can't be read");

    // A removed package keeps nothing but its configuration files: what else is there was not removed.
    private void JudgeRemoved(DpkgPackage package, string statusFile)
    {
        if (NameOf(package) is not { } name) return;
        var configuration = package.Conffiles.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var left = (Paths(name) ?? []).FirstOrDefault(path => !configuration.Contains(path) && reading.Image.Root.Find(path) is { Kind: FileKind.Regular });
        if (left is not null) reading.Gap(CollectionCodes.RemovedPackageRemains, statusFile, $"'{package.Name}' is said to be removed, but '{left}' is there", package.Locator.Line);
    }

    private IReadOnlyList<string>? Paths(string name)
    {
        if (reading.Image.File(lists[name].Path) is not { } document || !document.Fits(reading.Limits)) return null;
        return DpkgFiles.ReadList(document.ReadAll(reading.Limits), document.Item.Origin, reading.Limits).TryGet(out var paths) ? paths : null;
    }

    // Packages that can be installed for several architectures have it in the name.
    private string? NameOf(DpkgPackage package) =>
        lists.ContainsKey($"{package.Name}:{package.Architecture}") ? $"{package.Name}:{package.Architecture}" : lists.ContainsKey(package.Name) ? package.Name : null;
}
