using Compliance.Formats.Packages;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Dpkg;
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

    [Fact]
    public void Apk_databases_give_every_record_that_their_bytes_hold()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var failures = new List<string>();
        foreach (var name in Apk)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Vectors.Root!, name));
            var reading = ApkDatabase.Read(bytes, name);
            var counted = ApkDatabase.CountRecords(bytes);
            if (!reading.TryGet(out var database)) failures.Add($"{name}: refused, {reading.Defects[0]}");
            else if (database.Packages.Length != counted || counted == 0) failures.Add($"{name}: {database.Packages.Length} read, {counted} counted");
            else if (!reading.Defects.IsEmpty && !reading.Defects.All(IsMeant)) failures.Add($"{name}: {string.Join("; ", reading.Defects)}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>One record of this file has no version on purpose.</summary>
    private static bool IsMeant(Defect defect) => defect.Locator.Document == "sbom/pkgdb/trivy-os/apk/testdata/apk" && defect.Code == ApkCodes.MissingField;

    [Fact]
    public void Apk_database_with_permissions_for_the_root_is_refused()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var reading = ApkDatabase.Read(File.ReadAllBytes(Path.Combine(Vectors.Root!, "apk/installed/bad-top-level-perms")), "installed");

        Assert.False(reading.TryGet(out _));
        Assert.Equal(ApkCodes.TopDirectoryPermissions, reading.Defects[0].Code);
    }

    [Theory]
    [InlineData("sbom/pkgdb/syft/debian/testdata/image-dpkg/var/lib/dpkg/status", 1, 1, 2)]
    [InlineData("sbom/pkgdb/claircore/dpkg/testdata/debian-only.status", -1, -1, 0)]
    [InlineData("sbom/pkgdb/claircore/dpkg/testdata/postgresql.status", -1, -1, 0)]
    [InlineData("sbom/pkgdb/claircore/dpkg/testdata/vcpkg.status", -1, -1, -1)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/valid", -1, -1, 0)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/transitional", -1, -1, 0)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/trailingnewlines", -1, -1, 0)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/invalid", -1, -1, -1)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/dpkg/nopackage", -1, -1, -1)]
    [InlineData("sbom/pkgdb/scalibr-os/dpkg/testdata/opkg/valid", -1, -1, -1)]
    public void Dpkg_databases_lose_nothing_in_silence(string name, int packages, int installed, int defects)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var bytes = File.ReadAllBytes(Path.Combine(Vectors.Root!, name));
        var reading = DpkgStatus.Read(bytes, name);
        var status = reading.TryGet(out var read) ? read : new DpkgStatus([]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{status.Packages.Length} packages, {status.Packages.Count(package => package.IsInstalled)} installed, {reading.Defects.Length} defects {(reading.Defects.IsEmpty ? "" : reading.Defects[0])}");

        if (packages >= 0) Assert.Equal((packages, installed), (status.Packages.Length, status.Packages.Count(package => package.IsInstalled)));
        if (defects >= 0) Assert.Equal(defects, reading.Defects.Length);
        Assert.True(!reading.Defects.IsEmpty || status.Packages.Length == DpkgStatus.CountRecords(bytes));
        Assert.True(!reading.Defects.IsEmpty || status.Packages.Count(package => package.IsInstalled) == DpkgStatus.CountInstalled(bytes));
    }

    [Fact]
    public void Entries_of_status_directories_are_read_or_named()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var outcomes = new List<string>();
        foreach (var file in Vectors.Files("sbom/pkgdb/syft/debian/testdata/var/lib/dpkg/status.d", "*"))
        {
            var reading = DpkgStatus.Read(File.ReadAllBytes(file), Vectors.Name(file), isDirectoryEntry: true);
            outcomes.Add($"{Path.GetFileName(file)} {(reading.TryGet(out var status) ? status.Packages.Length : -1)} {reading.Defects.Length > 0}");
        }

        Assert.Equal(
            "coreutils-relationships 9 False; corrupt -1 True; deinstall 2 False; doc-examples 16 True; empty -1 True; installed-size-4KB 1 False; libpam-runtime 6 True; multiple 3 True; single 1 False",
            string.Join("; ", outcomes.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Os_release_files_name_their_system()
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors");
        var files = Vectors.Files("sbom/pkgdb", "os-release");
        foreach (var file in files)
        {
            var reading = OsRelease.Read(File.ReadAllBytes(file), Vectors.Name(file));
            Assert.Empty(reading.Defects);
            Assert.NotEqual("", reading.Required().Id);
        }

        Assert.True(files.Count == 15);
    }
}
