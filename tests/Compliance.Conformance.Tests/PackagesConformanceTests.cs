using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Packages.Rpm;
using Compliance.Formats.Reading;

namespace Compliance.Conformance.Tests;

/// <summary>Package databases made by others.</summary>
public sealed class PackagesConformanceTests
{
    private static readonly string[] Apk =
    [
        "apk/installed/wolfi-base", "apk/installed/root/usr/lib/apk/db/installed", "sbom/pkgdb/syft/alpine/testdata/multiple-1/lib/apk/db/installed",
        "sbom/pkgdb/syft/alpine/testdata/base", "sbom/pkgdb/trivy-os/apk/testdata/apk",
        "sbom/pkgdb/scalibr-os/apk/testdata/installed", "sbom/pkgdb/scalibr-os/apk/testdata/no-origin", "sbom/pkgdb/scalibr-os/apk/testdata/different-arch",
    ];

    private static readonly SortedDictionary<string, (int? Packages, int? Installed, int? Defects)> Dpkg = new(StringComparer.Ordinal)
    {
        ["sbom/pkgdb/syft/debian/testdata/image-dpkg/var/lib/dpkg/status"] = (1, 1, 2),
        ["sbom/pkgdb/claircore/dpkg/testdata/debian-only.status"] = (null, null, 0),
        ["sbom/pkgdb/claircore/dpkg/testdata/postgresql.status"] = (null, null, 0),
        ["sbom/pkgdb/claircore/dpkg/testdata/vcpkg.status"] = (null, null, null),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/valid"] = (null, null, 0),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/transitional"] = (null, null, 0),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/trailingnewlines"] = (null, null, 0),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/invalid"] = (null, null, null),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/nopackage"] = (null, null, null),
        ["sbom/pkgdb/scalibr-os/dpkg/testdata/opkg/valid"] = (null, null, null),
    };

    private static readonly SortedDictionary<string, string> StatusEntries = new(StringComparer.Ordinal)
    {
        ["coreutils-relationships"] = "9 packages",
        ["corrupt"] = "refused with a cause",
        ["deinstall"] = "2 packages",
        ["doc-examples"] = "16 packages with defects",
        ["empty"] = "refused with a cause",
        ["installed-size-4KB"] = "1 packages",
        ["libpam-runtime"] = "6 packages with defects",
        ["multiple"] = "3 packages with defects",
        ["single"] = "1 packages",
    };

    /// <summary>The named databases, and whatever lies in <c>apk/installed</c>: a name that starts with <c>bad-</c> must be refused.</summary>
    [Fact]
    public void Apk_databases_give_every_record_that_their_bytes_hold()
    {
        using var suite = new ConformanceSuite("packages", "apk/installed", "sbom/pkgdb");
        var own = Vectors.Has("apk/installed") ? Directory.GetFiles(Path.Combine(Vectors.Root!, "apk/installed")).Select(Vectors.Name) : [];
        foreach (var name in Apk.Where(suite.Has).Union(own).Order(StringComparer.Ordinal))
        {
            var isBad = Path.GetFileName(name).StartsWith("bad-", StringComparison.Ordinal);
            suite.Check(name, isBad ? "refused" : "every record", () => ApkOutcome(name));
        }

        suite.FinishOptional();
    }

    [Fact]
    public void Apk_database_with_permissions_for_the_root_is_refused()
    {
        const string name = "apk/installed/bad-top-level-perms";
        using var suite = new ConformanceSuite("packages", "apk/installed");
        if (suite.Has(name))
        {
            suite.Check($"{name} cause", ApkCodes.TopDirectoryPermissions.Text, () =>
                ApkDatabase.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, name)), "installed").Defects[0].Code.Text);
        }

        suite.FinishOptional();
    }

    [Fact]
    public void Dpkg_databases_lose_nothing_in_silence()
    {
        using var suite = new ConformanceSuite("packages", "sbom/pkgdb");
        var own = Vectors.Files("sbom/pkgdb", "*").Select(Vectors.Name)
            .Where(name => name.EndsWith(".status", StringComparison.Ordinal) || name.EndsWith("/lib/dpkg/status", StringComparison.Ordinal));
        foreach (var name in Dpkg.Keys.Where(suite.Has).Union(own).Order(StringComparer.Ordinal)) suite.Check(name, "nothing lost in silence", () => DpkgOutcome(name));
        suite.FinishOptional();
    }

    [Fact]
    public void Entries_of_status_directories_are_read_or_named()
    {
        const string folder = "sbom/pkgdb/syft/debian/testdata/var/lib/dpkg/status.d";
        using var suite = new ConformanceSuite("packages", folder);
        foreach (var file in Vectors.Files(folder, "*"))
        {
            var expected = StatusEntries.GetValueOrDefault(Path.GetFileName(file), "an entry whose outcome is known");
            suite.Check(Vectors.Name(file), expected, () => EntryOutcome(file));
        }

        suite.Finish();
    }

    [Fact]
    public void Os_release_files_name_their_system()
    {
        using var suite = new ConformanceSuite("packages", "sbom/pkgdb");
        foreach (var file in Vectors.Files("sbom/pkgdb", "os-release"))
        {
            suite.Check(Vectors.Name(file), "a system", () =>
            {
                var reading = OsRelease.Read(File.ReadAllBytes(file), Vectors.Name(file));
                if (!reading.Defects.IsEmpty) return string.Join("; ", reading.Defects);
                return reading.Required().Id.Length > 0 ? "a system" : "no name";
            });
        }

        suite.FinishOptional();
    }

    /// <summary>Every file that lies where rpm keeps its database: these are no databases, and a manifest.</summary>
    [Fact]
    public void Rpm_files_are_read_or_refused_with_a_cause()
    {
        using var suite = new ConformanceSuite("packages", "sbom/pkgdb");
        foreach (var file in Vectors.Files("sbom/pkgdb", "*").Where(file => Path.GetFileName(file) is "rpmdb.sqlite" or "Packages" or "Packages.db" or "container-manifest-2" || file.Contains("/rpm/testdata/invalid", StringComparison.Ordinal)))
        {
            var (bytes, name) = (File.ReadAllBytes(file), Vectors.Name(file));
            var isManifest = name.EndsWith("container-manifest-2", StringComparison.Ordinal);
            var isDatabase = bytes.Length > 1_000;
            suite.Check(name, isManifest || isDatabase ? "every record" : "refused", () =>
            {
                var reading = isManifest ? RpmManifest.Read(bytes, name) : RpmDatabase.Read(bytes, name);
                if (!reading.TryGet(out var database)) return reading.Defects.IsEmpty ? "refused without a cause" : isManifest && bytes.Length < 100 ? "every record" : "refused";
                return database.Packages.Length == database.Records ? "every record" : $"{database.Packages.Length} of {database.Records}";
            });
        }

        suite.FinishOptional();
    }

    /// <summary>Metadata of languages: each gives packages, or says why not.</summary>
    [Fact]
    public void Metadata_of_languages_give_packages_or_a_cause()
    {
        using var suite = new ConformanceSuite("packages", "sbom/pkgdb");
        foreach (var file in Vectors.Files("sbom/pkgdb", "*"))
        {
            var name = Vectors.Name(file);
            // Names that stand for files of an image, whatever folder the case lies in.
            var path = Path.GetExtension(name) == ".gemspec" ? $"specifications/{Path.GetFileName(name)}" : name.EndsWith("DIST-INFO/METADATA", StringComparison.Ordinal) ? "a.dist-info/METADATA" : name;
            if (LanguageMetadata.EcosystemOf(path).Length == 0) continue;
            suite.Check($"{name} packages", "packages or a cause", () =>
            {
                var reading = LanguageMetadata.Read(File.ReadAllBytes(file), path);
                return (reading.TryGet(out var packages) && !packages.IsEmpty) || !reading.Defects.IsEmpty ? "packages or a cause" : "nothing";
            });
        }

        suite.FinishOptional();
    }

    private static string ApkOutcome(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Vectors.Root!, name));
        var reading = ApkDatabase.Read(bytes, name);
        var counted = ApkDatabase.CountRecords(bytes);
        if (!reading.TryGet(out var database)) return reading.Defects.IsEmpty ? "refused without a cause" : "refused";
        if (database.Packages.Length != counted || counted == 0) return $"{database.Packages.Length} read, {counted} counted";
        return reading.Defects.All(IsMeant) ? "every record" : string.Join("; ", reading.Defects);
    }

    /// <summary>One record of this file has no version on purpose.</summary>
    private static bool IsMeant(Defect defect) => defect.Locator.Document == "sbom/pkgdb/trivy-os/apk/testdata/apk" && defect.Code == ApkCodes.MissingField;

    private static string DpkgOutcome(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Vectors.Root!, name));
        var reading = DpkgStatus.Read(bytes, name);
        var status = reading.TryGet(out var read) ? read : new DpkgStatus([]);
        var installed = status.Packages.Count(package => package.IsInstalled);
        var (packages, active, defects) = Dpkg.GetValueOrDefault(name);
        if ((packages ?? status.Packages.Length, active ?? installed) != (status.Packages.Length, installed)) return $"{status.Packages.Length} packages, {installed} installed; known are {packages}, {active}";
        if ((defects ?? reading.Defects.Length) != reading.Defects.Length) return $"{reading.Defects.Length} defects, known are {defects}: {string.Join("; ", reading.Defects)}";
        var isWhole = status.Packages.Length == DpkgStatus.CountRecords(bytes) && installed == DpkgStatus.CountInstalled(bytes);
        return isWhole || !reading.Defects.IsEmpty ? "nothing lost in silence" : $"{status.Packages.Length} of {DpkgStatus.CountRecords(bytes)} records and no defect";
    }

    private static string EntryOutcome(string file)
    {
        var reading = DpkgStatus.Read(File.ReadAllBytes(file), Vectors.Name(file), isDirectoryEntry: true);
        if (!reading.TryGet(out var status)) return reading.Defects.IsEmpty ? "refused without a cause" : "refused with a cause";
        return $"{status.Packages.Length} packages{(reading.Defects.IsEmpty ? "" : " with defects")}";
    }
}
