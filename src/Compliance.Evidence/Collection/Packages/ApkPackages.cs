using Compliance.Evidence.Raw;
using Compliance.Formats.Packages.Apk;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection.Packages;

/// <summary>Packages of apk databases: apk-tools 2 keeps it below <c>lib</c>, apk-tools 3 and merged systems below <c>usr/lib</c>.</summary>
internal static class ApkPackages
{
    private static readonly string[] Paths = ["lib/apk/db/installed", "usr/lib/apk/db/installed"];

    public static void Read(PackageDatabaseReading reading)
    {
        foreach (var entry in reading.Files(Paths).ToList())
        {
            reading.Found.Add("apk");
            if (reading.Open(entry) is not { } database) continue;
            var counted = ApkDatabase.CountRecords(database.Bytes);
            reading.Counts.Add(new PackageCount(counted, $"lines 'P:' of {entry.Path}", database.Document));
            var read = ApkDatabase.Read(database.Bytes, entry.Path, reading.Limits);
            reading.Gaps.AddRange(read.Defects);
            if (!read.TryGet(out var installed)) continue;
            if (installed.Packages.Length != counted)
                reading.Gap(CollectionCodes.RecordsDiffer, entry.Path, FormattableString.Invariant($"{installed.Packages.Length} records were read, {counted} are in the file"));
            reading.Packages.AddRange(installed.Packages.Select(package => Package(reading, package, database.Document)));
        }
    }

    private static InstalledPackage Package(PackageDatabaseReading reading, ApkPackage package, RawDocument database) => new(
        new PackageFact
        {
            Database = "apk",
            Name = package.Name,
            Version = package.Version,
            Architecture = package.Architecture,
            Origin = package.Origin.Length > 0 ? package.Origin : package.Name,
            Purl = reading.Purl("apk", package.Name, package.Version, package.Architecture),
            Licence = package.Licence,
            Supplier = package.Maintainer,
            FileCount = Knowable<long>.Known(package.Files.Length),
            InSbom = default,
        },
        database,
        package.Locator);
}
