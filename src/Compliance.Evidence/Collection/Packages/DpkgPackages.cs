using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>Packages of dpkg: the status file, and the one file a package that distroless images keep in <c>status.d</c>.</summary>
internal static class DpkgPackages
{
    private const string StatusFile = "var/lib/dpkg/status";

    private const string StatusDirectory = "var/lib/dpkg/status.d";

    public static void Read(PackageDatabaseReading reading)
    {
        foreach (var entry in reading.Files([StatusFile]).ToList())
        {
            reading.Found.Add("dpkg");
            if (reading.Open(entry) is not { } status) continue;
            var lists = new DpkgLists(reading);
            var packages = ReadStatus(reading, entry, status.Document, status.Bytes, isDirectoryEntry: false);
            var unknown = packages is null ? 0 : lists.Judge(packages, entry.Path);
            var counted = DpkgStatus.CountInstalled(status.Bytes) + unknown;
            var from = $"lines 'Status: … installed' of {entry.Path}{(unknown > 0 ? " and lists of files without a paragraph" : "")}";
            reading.Counts.Add(new PackageCount(counted, from, status.Document));
            foreach (var package in packages ?? [])
            {
                if (package.IsInstalled) reading.Packages.Add(Package(reading, package, status.Document, lists.CountOf(package)));
            }
        }

        ReadDirectory(reading);
    }

    private static void ReadDirectory(PackageDatabaseReading reading)
    {
        var counted = 0;
        RawDocument? first = null;
        foreach (var entry in reading.Image.Root.Children(StatusDirectory).ToList())
        {
            // Beside each paragraph stands its list of files; only the paragraphs are packages.
            if (entry.Path.EndsWith(".md5sums", StringComparison.Ordinal)) continue;
            reading.Found.Add("dpkg");
            if (reading.Files([entry.Path]).FirstOrDefault() is not { } file || reading.Open(file) is not { } status) continue;
            first ??= status.Document;
            counted += DpkgStatus.CountRecords(status.Bytes);
            foreach (var package in ReadStatus(reading, file, status.Document, status.Bytes, isDirectoryEntry: true) ?? [])
            {
                if (package.IsInstalled) reading.Packages.Add(Package(reading, package, status.Document, Sums(reading, entry.Path)));
            }
        }

        if (first is not null) reading.Counts.Add(new PackageCount(counted, $"lines 'Package:' in {StatusDirectory}", first));
    }

    private static List<DpkgPackage>? ReadStatus(PackageDatabaseReading reading, FileEntry entry, RawDocument document, byte[] bytes, bool isDirectoryEntry)
    {
        var read = DpkgStatus.Read(bytes, document.Item.Origin, isDirectoryEntry, reading.Limits);
        reading.Gaps.AddRange(read.Defects);
        if (!read.TryGet(out var status)) return null;
        var counted = DpkgStatus.CountRecords(bytes);
        if (status.Packages.Length != counted)
            reading.Gap(CollectionCodes.RecordsDiffer, entry.Path, FormattableString.Invariant($"{status.Packages.Length} paragraphs were read, {counted} are in the file"));
        foreach (var package in status.Packages.Where(package => !package.IsInstalled && !package.IsRemoved))
            reading.Gap(CollectionCodes.NotCompletelyInstalled, entry.Path, $"'{package.Name}' is in the state '{package.State}': parts of it may be there", package.Locator.Line);
        return [.. status.Packages];
    }

    private static Knowable<long> Sums(PackageDatabaseReading reading, string path)
    {
        if (reading.Image.File($"{path}.md5sums") is not { } document || !document.Fits(reading.Limits)) return Knowable<long>.Unknown("no list of files beside it");
        return DpkgFiles.ReadSums(document.ReadAll(reading.Limits), document.Item.Origin, reading.Limits).TryGet(out var sums)
            ? Knowable<long>.Known(sums.Length)
            : Knowable<long>.Unknown("its list of files can't be read");
    }

    private static InstalledPackage Package(PackageDatabaseReading reading, DpkgPackage package, RawDocument database, Knowable<long> files) => new(
        new PackageFact
        {
            Database = "dpkg",
            Name = package.Name,
            Version = package.Version,
            Architecture = package.Architecture,
            Origin = package.SourceName,
            OriginVersion = package.SourceVersion == package.Version ? "" : package.SourceVersion,
            Purl = reading.Purl("deb", package.Name, package.Version, package.Architecture),
            Licence = DpkgLicences.Of(reading, package.Name),
            Supplier = package.Maintainer,
            FileCount = files,
            InSbom = default,
        },
        database,
        package.Locator);
}
