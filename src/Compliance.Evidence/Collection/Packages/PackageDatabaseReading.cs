using System.Globalization;
using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Urls;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>What has been found while the databases of one image are read.</summary>
internal sealed class PackageDatabaseReading(ImageEvidence image, Limits limits)
{
    public ImageEvidence Image { get; } = image;

    public Limits Limits { get; } = limits;

    public OperatingSystemRelease System { get; } = OperatingSystemRelease.Of(image, limits);

    public List<InstalledPackage> Packages { get; } = [];

    /// <summary>Bounded as a document's defects are.</summary>
    public DefectCollector Gaps { get; } = new(limits);

    public List<PackageCount> Counts { get; } = [];

    /// <summary>Kinds of database that are in the image, readable or not: <c>apk</c>, <c>dpkg</c>, or another.</summary>
    public SortedSet<string> Found { get; } = new(StringComparer.Ordinal);

    public void Gap(DiagnosticCode code, string path, string message, int? line = null) => Gaps.Add(code, new Locator(path, Line: line), message);

    /// <summary>Files behind some paths, links followed, each once; a path that leads to something else than a file is a gap.</summary>
    public IEnumerable<FileEntry> Files(IEnumerable<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (Image.Root.Resolve(path) is not { } entry)
            {
                if (Image.Root.Find(path) is not null) Gap(CollectionCodes.DatabaseNotKept, path, "a link that leads nowhere stands where a package database should be");
                continue;
            }

            if (entry.Kind != FileKind.Regular) Gap(CollectionCodes.DatabaseNotKept, path, "something other than a file stands where a package database should be");
            else if (seen.Add(entry.Path)) yield return entry;
        }
    }

    /// <summary>The bytes of a file of a database; null with a gap when they are not in evidence.</summary>
    public (RawDocument Document, byte[] Bytes)? Open(FileEntry entry)
    {
        if (Image.File(entry.Path) is { } document && document.Fits(Limits)) return (document, document.ReadAll(Limits));
        Gap(CollectionCodes.DatabaseNotKept, entry.Path, "the file is in the image and its bytes are not in evidence");
        return null;
    }

    /// <summary>The canonical package URL; empty when the operating system, which is its namespace, is not stated.</summary>
    /// <param name="epoch">Of rpm, whose package URLs have it as a qualifier; 0 for none.</param>
    public string Purl(string type, string name, string version, string architecture, uint epoch = 0)
    {
        var vendor = SystemVendor.Of(type, System.Release?.Id ?? "");
        if (vendor.Length == 0) return "";
        var qualifiers = new List<KeyValuePair<string, string>>();
        if (architecture.Length > 0) qualifiers.Add(KeyValuePair.Create("arch", architecture));
        if (epoch > 0) qualifiers.Add(KeyValuePair.Create("epoch", epoch.ToString(CultureInfo.InvariantCulture)));
        return PackageUrl.Build(type, vendor, name, version, qualifiers).TryGet(out var purl) ? purl.ToString() : "";
    }
}
