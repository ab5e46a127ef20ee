using System.Collections.Immutable;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Files;

/// <summary>
/// Files that dpkg lists for installed packages, compared with their MD5 values. A list of a package that the status does not have explains
/// nothing. Paths are looked up in the merged file system, so that <c>/lib</c> and <c>/usr/lib</c> are the same; diversions are applied.
/// </summary>
internal sealed class DpkgOwnership
{
    private const string StatusFile = "var/lib/dpkg/status";

    private const string StatusDirectory = "var/lib/dpkg/status.d";

    private const string Lists = "var/lib/dpkg/info";

    private readonly ImageEvidence image;
    private readonly OwnedFiles owned;
    private readonly Limits limits;
    private readonly Dictionary<string, DpkgDiversion> diversions = new(StringComparer.Ordinal);

    private DpkgOwnership(ImageEvidence image, OwnedFiles owned, Limits limits)
    {
        (this.image, this.owned, this.limits) = (image, owned, limits);
        foreach (var diversion in Read("var/lib/dpkg/diversions", (bytes, name) => DpkgFiles.ReadDiversions(bytes, name, limits)) ?? []) diversions[diversion.From] = diversion;
    }

    public static void Read(ImageEvidence image, OwnedFiles owned, Limits limits)
    {
        var reading = new DpkgOwnership(image, owned, limits);
        reading.ReadStatus();
        reading.ReadDirectory();
    }

    private void ReadStatus()
    {
        if (image.File(StatusFile) is not { } document || !document.Fits(limits) || !DpkgStatus.Read(document.ReadAll(limits), StatusFile, false, limits).TryGet(out var status)) return;
        foreach (var package in status.Packages.Where(package => !package.IsRemoved))
        {
            var name = image.Root.Find($"{Lists}/{package.Name}:{package.Architecture}.list") is null ? package.Name : $"{package.Name}:{package.Architecture}";
            var sums = Read($"{Lists}/{name}.md5sums", (bytes, origin) => DpkgFiles.ReadSums(bytes, origin, limits)) ?? [];
            Own(package, Read($"{Lists}/{name}.list", (bytes, origin) => DpkgFiles.ReadList(bytes, origin, limits)) ?? [], sums);
        }
    }

    // Distroless images keep a paragraph and its sums; there is no list beside them.
    private void ReadDirectory()
    {
        foreach (var entry in image.Root.Children(StatusDirectory).ToList())
        {
            if (entry.Path.EndsWith(".md5sums", StringComparison.Ordinal) || image.File(entry.Path) is not { } document || !document.Fits(limits)) continue;
            if (!DpkgStatus.Read(document.ReadAll(limits), entry.Path, true, limits).TryGet(out var status)) continue;
            foreach (var package in status.Packages.Where(package => !package.IsRemoved))
            {
                var sums = Read($"{entry.Path}.md5sums", (bytes, origin) => DpkgFiles.ReadSums(bytes, origin, limits)) ?? [];
                Own(package, [.. sums.Select(sum => sum.Path)], sums);
            }
        }
    }

    private void Own(DpkgPackage package, ImmutableArray<string> paths, ImmutableArray<DpkgFileSum> sums)
    {
        var owner = owned.Begin(FileOwner.Of(package.Name, package.Version, package.SourceName));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sum in sums) values[sum.Path] = sum.Md5;
        var configuration = package.Conffiles.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (configuration.Contains(path)) OwnConfiguration(owner, path);
            else owned.Own(owner, PlaceOf(path, package.Name), values.ContainsKey(path), values.GetValueOrDefault(path), Judge);
        }
    }

    // An administrator may remove a configuration file: that is no missing one.
    private void OwnConfiguration(int owner, string path)
    {
        if (image.Root.Find(path) is { Kind: FileKind.Regular } entry) owned.Note(entry.Path, FileClass.Configuration, owner);
    }

    // dpkg-divert(1): all packages but the one that diverts have their file under the other name.
    private string PlaceOf(string path, string package) => diversions.TryGetValue(path, out var diversion) && diversion.Package != package ? diversion.To : path;

    private static FileClass Judge(FileEntry entry, string? md5) => md5 is null || entry.Md5 is null ? FileClass.Unchecked : entry.Md5 == md5 ? FileClass.Intact : FileClass.Modified;

    private ImmutableArray<T>? Read<T>(string path, Func<ReadOnlyMemory<byte>, string, Reading<ImmutableArray<T>>> read) =>
        image.File(path) is { } document && document.Fits(limits) && read(document.ReadAll(limits), path).TryGet(out var value) ? value : null;
}
