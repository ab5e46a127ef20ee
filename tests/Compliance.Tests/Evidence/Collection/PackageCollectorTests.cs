using Compliance.Policy.Facts;

namespace Compliance.Tests.Evidence.Collection;

public sealed class PackageCollectorTests
{
    private const string DebianStatus = """
        Package: libssl3
        Status: install ok installed
        Source: openssl (3.0.17-1)
        Architecture: amd64
        Version: 3.0.17-1
        Maintainer: Debian

        Package: gone
        Status: deinstall ok config-files
        Architecture: amd64
        Version: 1
        Conffiles:
         /etc/gone.conf d41d8cd98f00b204e9800998ecf8427e

        """;

    private static CollectedImage Debian(string status = DebianStatus, params (string Path, string Text)[] more) => CollectedImage.Of(layer =>
    {
        layer.File("etc/os-release", CollectedImage.Debian).File("var/lib/dpkg/status", status);
        foreach (var (path, text) in more) layer.File(path, text);
    });

    [Theory]
    [InlineData("lib/apk/db/installed")]
    [InlineData("usr/lib/apk/db/installed")]
    public void Apk_packages_are_facts_with_source_and_count(string path)
    {
        var image = CollectedImage.Of(layer => layer.File("etc/os-release", CollectedImage.Wolfi).File(path, CollectedImage.ApkZlib));
        var package = image.One<PackageFact>();
        var fact = image.Facts.Facts.Single(fact => fact.Value == package);

        Assert.Equal(("apk", "zlib", "1.3-r0", "zlib", "pkg:apk/wolfi/zlib@1.3-r0?arch=x86_64", "Zlib", "wolfi"), (package.Database, package.Name, package.Version, package.Origin, package.Purl, package.Licence, package.Supplier));
        Assert.Equal((1L, "package/apk/zlib", $"{path}:1", Reperformance.Rederived), (package.FileCount.Value, fact.Id, fact.Source.Locator.ToString(), fact.Reperformance));
        Assert.Equal((1L, Coverage.Complete), (image.Count("packages"), image.Facts.CoverageOf(FactKind.Package)));
        Assert.Empty(image.GapCodes);
    }

    [Fact]
    public void Database_behind_a_link_is_read_once()
    {
        var image = CollectedImage.Of(layer => layer.File("etc/os-release", CollectedImage.Wolfi).File("usr/lib/apk/db/installed", CollectedImage.ApkZlib).Symlink("lib", "usr/lib"));

        Assert.Single(image.All<PackageFact>());
        Assert.Equal(1, image.Count("packages"));
    }

    [Fact]
    public void Dpkg_packages_are_facts_and_removed_ones_are_not()
    {
        var image = Debian(DebianStatus, ("var/lib/dpkg/info/libssl3:amd64.list", "/.\n/usr\n/usr/lib/libssl.so.3\n"), ("var/lib/dpkg/info/gone.list", "/etc/gone.conf\n"), ("etc/gone.conf", ""));
        var package = image.One<PackageFact>();

        Assert.Equal(("dpkg", "libssl3", "openssl", "pkg:deb/debian/libssl3@3.0.17-1?arch=amd64", 2L), (package.Database, package.Name, package.Origin, package.Purl, package.FileCount.Value));
        Assert.Equal((1L, Coverage.Complete), (image.Count("packages"), image.Facts.CoverageOf(FactKind.Package)));
        Assert.Empty(image.GapCodes);
    }

    [Fact]
    public void Status_directory_of_distroless_images_is_read()
    {
        var image = CollectedImage.Of(layer => layer
            .File("etc/os-release", CollectedImage.Debian)
            .File("var/lib/dpkg/status.d/base", "Package: base-files\nVersion: 12\nArchitecture: amd64\n")
            .File("var/lib/dpkg/status.d/base.md5sums", "d41d8cd98f00b204e9800998ecf8427e  etc/x\n")
            .File("var/lib/dpkg/status.d/tz", "Package: tzdata\nVersion: 2026a\nArchitecture: all\n"));

        Assert.Equal(["base-files", "tzdata"], image.All<PackageFact>().Select(package => package.Name));
        Assert.Equal(1, image.All<PackageFact>()[0].FileCount.Value);
        Assert.Equal((2L, Coverage.Complete), (image.Count("packages"), image.Facts.CoverageOf(FactKind.Package)));
    }

    [Theory]
    [InlineData(CollectedImage.Debian, "COL-0001")]
    [InlineData(CollectedImage.Wolfi, "COL-0001")]
    [InlineData("ID=x\nID_LIKE=\"rhel fedora\"\n", "COL-0001")]
    [InlineData("ID=own\n", "COL-0002")]
    public void Image_without_a_database_never_has_zero_packages(string osRelease, string code)
    {
        var image = CollectedImage.Of(layer => layer.File("etc/os-release", osRelease).File("app", "x", 0x1ED));

        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Package));
        Assert.Contains(code, image.GapCodes);
        Assert.Null(image.Count("packages"));
        Assert.Empty(image.All<PackageFact>());
    }

    [Theory]
    [InlineData("var/lib/rpm/rpmdb.sqlite", "COL-0003")]
    [InlineData("var/lib/opkg/status", "COL-0003")]
    public void Database_that_is_not_read_is_a_gap_and_no_count(string path, string code)
    {
        var image = CollectedImage.Of(layer => layer.File("lib/apk/db/installed", CollectedImage.ApkZlib).File(path, "x"));

        Assert.Contains(code, image.GapCodes);
        Assert.Null(image.Count("packages"));
        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Package));
    }

    [Theory]
    [InlineData("lib/apk/db/installed", "P:a\nV:1\nP:b\nV:1\n", "COL-0005")]
    [InlineData("lib/apk/db/installed", "P:a\nV:1\nF:\nM:0:0:755\n", "APK-0007")]
    [InlineData("var/lib/dpkg/status", "Package: a\nStatus: install ok half-installed\nVersion: 1\nArchitecture: all\n", "COL-0006")]
    [InlineData("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n", "COL-0007")]
    [InlineData("var/lib/dpkg/status", "hello: world\n", "DPKG-0006")]
    public void What_does_not_fit_together_is_a_gap(string path, string text, string code)
    {
        var image = CollectedImage.Of(layer => layer.File(path, text));

        Assert.Contains(code, image.GapCodes);
        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Package));
    }

    [Fact]
    public void Package_hidden_from_the_status_file_is_found_by_its_list()
    {
        var image = Debian(DebianStatus, ("var/lib/dpkg/info/libssl3.list", "/usr\n"), ("var/lib/dpkg/info/openssl.list", "/usr/bin/openssl\n"));

        Assert.Contains("COL-0008", image.GapCodes);
        Assert.Equal(2, image.Count("packages"));
        Assert.Single(image.All<PackageFact>());
    }

    [Fact]
    public void Package_said_to_be_removed_whose_files_are_there_is_a_gap()
    {
        var image = Debian(DebianStatus, ("var/lib/dpkg/info/libssl3.list", "/usr\n"), ("var/lib/dpkg/info/gone.list", "/usr/bin/gone\n"), ("usr/bin/gone", "x"));

        Assert.Contains("COL-0009", image.GapCodes);
    }

    [Fact]
    public void Database_left_out_of_the_evidence_is_a_gap_and_no_count()
    {
        var image = CollectedImage.Of(
            layer => layer.File("etc/os-release", CollectedImage.Wolfi).File("lib/apk/db/installed", CollectedImage.ApkZlib),
            edit: raw => raw with { Images = [raw.Images[0] with { Files = [.. raw.Images[0].Files.Where(file => file.Item.Origin != "lib/apk/db/installed")] }] });

        Assert.Contains("COL-0004", image.GapCodes);
        Assert.Null(image.Count("packages"));
        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Package));
    }

    [Fact]
    public void Mutated_databases_never_throw_and_never_shrink_in_silence()
    {
        var seed = System.Text.Encoding.UTF8.GetBytes(DebianStatus);
        foreach (var mutation in Mutations.Of(seed, 60, 21))
        {
            var image = CollectedImage.Of(layer => layer.File("var/lib/dpkg/status", mutation).File("var/lib/dpkg/info/libssl3.list", "/usr\n").File("var/lib/dpkg/info/gone.list", "/etc/gone.conf\n"));
            var isWhole = image.Facts.CoverageOf(FactKind.Package) == Coverage.Complete && image.All<PackageFact>().Count >= (image.Count("packages") ?? long.MaxValue);
            Assert.True(!isWhole || image.All<PackageFact>().Any(package => package.Name == "libssl3"), System.Text.Encoding.UTF8.GetString(mutation));
        }
    }
}
