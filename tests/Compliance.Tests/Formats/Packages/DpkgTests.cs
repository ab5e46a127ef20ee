using System.Text;
using Compliance.Formats.Packages.Dpkg;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Packages;

public sealed class DpkgTests
{
    private const string Status = """
        Package: libssl3
        Status: install ok installed
        Multi-Arch: same
        Source: openssl (3.0.17-1~deb12u2)
        Architecture: amd64
        Version: 3.0.17-1~deb12u2+b1
        Maintainer: Debian OpenSSL Team <pkg-openssl@example.org>
        Depends: libc6 (>= 2.34), debconf (>= 0.5) |
         debconf-2.0
        Description: Secure Sockets Layer toolkit
         Long text
         .
         more
        Conffiles:
         /etc/ssl/openssl.cnf d41d8cd98f00b204e9800998ecf8427e
         /etc/old d41d8cd98f00b204e9800998ecf8427e obsolete

        Package: gone
        Status: deinstall ok config-files
        Architecture: amd64
        Version: 1

        Package: half
        Status: install reinstreq half-installed
        Architecture: amd64
        Version: 2

        """;

    private static Reading<DpkgStatus> Read(string text, bool isDirectoryEntry = false) => DpkgStatus.Read(Encoding.UTF8.GetBytes(text), "var/lib/dpkg/status", isDirectoryEntry);

    [Fact]
    public void Paragraphs_are_read_with_source_states_and_conffiles()
    {
        var reading = Read(Status);
        var packages = reading.Required().Packages;

        Assert.Empty(reading.Defects);
        Assert.Equal(["libssl3", "gone", "half"], packages.Select(package => package.Name));
        Assert.Equal([true, false, false], packages.Select(package => package.IsInstalled));
        Assert.Equal([false, true, false], packages.Select(package => package.IsRemoved));
        Assert.Equal(("openssl", "3.0.17-1~deb12u2"), (packages[0].SourceName, packages[0].SourceVersion));
        Assert.Equal(("gone", "1"), (packages[1].SourceName, packages[1].SourceVersion));
        Assert.Equal(["libc6 (>= 2.34)", "debconf (>= 0.5) | debconf-2.0"], packages[0].Depends);
        Assert.Equal(["etc/ssl/openssl.cnf", "etc/old"], packages[0].Conffiles.Select(file => file.Path));
        Assert.True(packages[0].Conffiles[1].IsObsolete);
        Assert.Equal([1, 18, 23], packages.Select(package => package.Locator.Line!.Value));
        Assert.Equal((3, 1), (DpkgStatus.CountRecords(Encoding.UTF8.GetBytes(Status)), DpkgStatus.CountInstalled(Encoding.UTF8.GetBytes(Status))));
    }

    [Fact]
    public void Directory_entry_without_a_status_is_installed_and_elsewhere_it_is_a_defect()
    {
        const string Entry = "Package: base-files\nVersion: 12\nArchitecture: amd64\n";

        Assert.True(Read(Entry, isDirectoryEntry: true).Required().Packages[0].IsInstalled);
        Assert.False(Read(Entry).Required().Packages[0].IsInstalled);
        Assert.Equal(DpkgCodes.MissingField, Read(Entry).Defects[0].Code);
    }

    [Theory]
    [InlineData(" lost\nPackage: a\nStatus: install ok installed\nVersion: 1\n", "DPKG-0002", 1)]
    [InlineData("Package: a\nStatus: install ok installed\nVersion: 1\nno colon\n", "DPKG-0002", 4)]
    [InlineData("Status: install ok installed\nVersion: 1\n", "DPKG-0003", 1)]
    [InlineData("Package: a\nStatus: install ok installed\n", "DPKG-0003", 1)]
    [InlineData("Package: a\nStatus: install ok installed\nVersion: 1\nPackage: b\n", "DPKG-0004", 4)]
    [InlineData("Package: a\nStatus: install ok instaled\nVersion: 1\n", "DPKG-0005", 1)]
    [InlineData("Package: a\nStatus: installed\nVersion: 1\n", "DPKG-0005", 1)]
    [InlineData("Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (1\n", "DPKG-0005", 1)]
    [InlineData("Package: a b\nStatus: install ok installed\nVersion: 1\n", "DPKG-0005", 1)]
    [InlineData("hello: world\n", "DPKG-0006", null)]
    public void What_is_wrong_is_a_defect_with_its_line(string text, string code, int? line)
        => Assert.Contains((code, line), Read(text).Defects.Select(defect => (defect.Code.Text, defect.Locator.Line)));

    [Fact]
    public void List_sums_and_diversions_are_read()
    {
        var list = DpkgFiles.ReadList("/.\n/usr\n/usr/bin/a b\n/usr/../x\nrelative\n"u8.ToArray(), "a.list");
        var sums = DpkgFiles.ReadSums("D41D8CD98F00B204E9800998ECF8427E  usr/bin/a b\nzz\nd41d8cd98f00b204e9800998ecf8427e  ../x\n"u8.ToArray(), "a.md5sums");
        var diversions = DpkgFiles.ReadDiversions("/bin/sh\n/bin/sh.distrib\ndash\n/a\n"u8.ToArray(), "diversions");

        Assert.Equal(["usr", "usr/bin/a b"], list.Required());
        Assert.Equal([4, 5], list.Defects.Select(defect => defect.Locator.Line!.Value));
        Assert.Equal([new DpkgFileSum("usr/bin/a b", "d41d8cd98f00b204e9800998ecf8427e", 1)], sums.Required());
        Assert.Equal(2, sums.Defects.Length);
        Assert.Equal([new DpkgDiversion("bin/sh", "bin/sh.distrib", "dash")], diversions.Required());
        Assert.Equal(DpkgCodes.BadDiversion, diversions.Defects[0].Code);
    }

    [Fact]
    public void Mutated_files_never_throw_and_lose_no_paragraph_in_silence()
    {
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(Status), Mutations.Count, 4))
        {
            var reading = DpkgStatus.Read(mutation, "m");
            var read = reading.TryGet(out var status) ? status.Packages.Length : 0;
            Assert.True(read >= DpkgStatus.CountRecords(mutation) || reading.Defects.Length > 0, Encoding.UTF8.GetString(mutation));
            DpkgFiles.ReadList(mutation, "m");
            DpkgFiles.ReadSums(mutation, "m");
            DpkgFiles.ReadDiversions(mutation, "m");
        }
    }
}
