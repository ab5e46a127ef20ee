using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>Packages of rpm databases, in each store and place that rpm has had, and of the manifest that distroless images keep instead.</summary>
internal static class RpmPackages
{
    private static readonly string[] Folders = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"];

    private static readonly string[] Stores = ["rpmdb.sqlite", "Packages.db", "Packages"];

    /// <summary>Package, version, architecture and vendor, a line each; its twin <c>container-manifest-1</c> says the same in fewer fields.</summary>
    private const string Manifest = "var/lib/rpmmanifest/container-manifest-2";

    private const string Log = "-wal";

    private static IEnumerable<string> Paths => Folders.SelectMany(folder => Stores.Select(store => $"{folder}/{store}"));

    /// <summary>Whether a file belongs to an rpm database: the database itself, the log beside it, the manifest.</summary>
    public static bool IsDatabase(ReadOnlySpan<char> path)
    {
        if (path.SequenceEqual(Manifest)) return true;
        foreach (var folder in Folders)
        {
            if (!path.StartsWith(folder, StringComparison.Ordinal) || path.Length <= folder.Length || path[folder.Length] != '/') continue;
            var name = path[(folder.Length + 1)..];
            foreach (var store in Stores)
            {
                if (name.SequenceEqual(store) || (name.StartsWith(store, StringComparison.Ordinal) && name[store.Length..].SequenceEqual(Log))) return true;
            }
        }

        return false;
    }

    public static void Read(PackageDatabaseReading reading)
    {
        foreach (var entry in reading.Files([.. Paths, Manifest]).ToList())
        {
            reading.Found.Add("rpm");
            if (reading.Open(entry) is not { } database || Database(reading, entry, database) is not { } read) continue;
            reading.Counts.Add(new PackageCount(read.Records, $"records of {entry.Path}", database.Document));
            if (read.Packages.Length != read.Records)
                reading.Gap(CollectionCodes.RecordsDiffer, entry.Path, FormattableString.Invariant($"{read.Packages.Length} packages were read, {read.Records} are in the file"));
            reading.Packages.AddRange(read.Packages.Select(package => Package(reading, package, database.Document)));
        }
    }

    /// <summary>All databases of an image for what is made of their files; what can't be read is left out, <see cref="Read"/> says so.</summary>
    public static IEnumerable<RpmPackage> All(ImageEvidence image, Limits limits)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in (string[])[.. Paths, Manifest])
        {
            if (image.Root.Resolve(path) is not { Kind: FileKind.Regular } entry || !seen.Add(entry.Path) || image.File(path) is not { } document || !document.Fits(limits)) continue;
            if (Parse(image, entry, document.ReadAll(limits), limits).TryGet(out var database))
            {
                foreach (var package in database.Packages) yield return package;
            }
        }
    }

    private static RpmDatabase? Database(PackageDatabaseReading reading, FileEntry entry, (RawDocument Document, byte[] Bytes) database)
    {
        if (reading.Image.Root.Find($"{entry.Path}{Log}") is { Kind: FileKind.Regular, Size: > 0 } log && reading.Image.File(log.Path) is null)
            reading.Gap(CollectionCodes.DatabaseNotKept, log.Path, "the log beside a package database is in the image and its bytes are not in evidence");
        var read = Parse(reading.Image, entry, database.Bytes, reading.Limits);
        reading.Gaps.AddRange(read.Defects);
        if (read.TryGet(out var found)) return found;
        reading.Gap(CollectionCodes.DatabaseNotRead, entry.Path, "a package database (rpm) that can't be read");
        return null;
    }

    private static Reading<RpmDatabase> Parse(ImageEvidence image, FileEntry entry, byte[] bytes, Limits limits)
    {
        if (entry.Path == Manifest) return RpmManifest.Read(bytes, entry.Path, limits);
        var log = image.File($"{entry.Path}{Log}") is { } beside && beside.Fits(limits) ? beside.ReadAll(limits) : [];
        return RpmDatabase.Read(bytes, entry.Path, log, limits);
    }

    private static InstalledPackage Package(PackageDatabaseReading reading, RpmPackage package, RawDocument database) => new(
        new PackageFact
        {
            Database = "rpm",
            Name = package.Name,
            Version = package.FullVersion,
            Architecture = package.Architecture,
            Origin = package.Source.Name,
            OriginVersion = package.Source.Version == package.VersionRelease ? "" : package.Source.Version,
            Purl = reading.Purl("rpm", package.Name, package.VersionRelease, package.Architecture, package.Epoch),
            Licence = package.Licence,
            Supplier = package.Vendor,
            FileCount = package.ListsFiles ? Knowable<long>.Known(package.Files.Length) : Knowable<long>.Unknown("the manifest lists no files"),
            InSbom = default,
        },
        database,
        package.Locator);
}
