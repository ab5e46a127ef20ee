using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Formats.Packages.Apk.Indexes;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Packages.Apk;

public sealed class ApkArchiveTests
{
    private static Reading<ApkArchive> Read(byte[] bytes) => ApkArchive.Read(new MemoryStream(bytes), "hello.apk");

    [Fact]
    public void Package_is_taken_apart_at_its_members()
    {
        var bytes = ApkSamples.Package();
        var archive = Read(bytes).Required();

        Assert.Equal((0, ApkSamples.Signature().Length), (archive.SignatureSection!.Offset, archive.SignatureSection.Length));
        Assert.Equal((archive.SignatureSection.End, ApkSamples.Control(ApkSamples.Info).Length), (archive.Control.Offset, archive.Control.Length));
        Assert.Equal((archive.Control.End, bytes.Length), (archive.Files.Offset, archive.Files.End));
        Assert.Equal(("RSA256", "test.rsa.pub"), (archive.Signatures.Single().Algorithm, archive.Signatures.Single().KeyName));
        Assert.Equal(("hello", "1.2-r3", "hello-src", 6L, 1700000000L), (archive.Metadata.Package.Name, archive.Metadata.Package.Version,
            archive.Metadata.Package.Origin, archive.Metadata.Package.InstalledBytes, archive.Metadata.Package.BuiltAt));
        Assert.Equal(["so:libc.so.6", "zlib>=1.3"], archive.Metadata.Package.Depends);
        Assert.Equal(["/usr/lib", "/etc"], archive.Metadata.Triggers);
        Assert.Equal(["MIT", "Apache-2.0"], archive.Metadata.Licences);
        Assert.Equal([".post-install"], archive.Scripts.Select(script => script.Name));
    }

    [Fact]
    public void Files_carry_checksums_and_links()
    {
        using var reader = new ApkDataReader(new MemoryStream(ApkSamples.Data()), "hello.apk");
        var entries = new List<ApkEntry>();
        while (reader.Next()) entries.Add(reader.Current);

        Assert.Equal(["usr", "usr/hello", "usr/link"], entries.Select(entry => entry.Path));
        Assert.Equal($"sha1:{ApkSamples.Sha1OfHello}", entries[1].Checksum!.ToString());
        Assert.Equal((TarEntryType.SymbolicLink, "hello"), (entries[2].Type, entries[2].LinkName));
        Assert.True(reader.IsComplete);
        Assert.Empty(reader.Defects);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("usr/../../evil")]
    [InlineData("usr//x")]
    public void Path_that_leaves_the_root_is_left_out(string path)
    {
        using var reader = new ApkDataReader(new MemoryStream(ApkSamples.Section(ends: true, (ApkSamples.File(path), "x"))), "evil.apk");

        Assert.False(reader.Next());
        Assert.False(reader.IsComplete);
        Assert.Equal("APK-0108", reader.Defects.Single().Code.Text);
    }

    [Fact]
    public void Path_that_stands_twice_is_left_out_the_second_time()
    {
        using var reader = new ApkDataReader(new MemoryStream(ApkSamples.Section(ends: true, (ApkSamples.File("x"), "1"), (ApkSamples.File("./x"), "2"))), "twice.apk");

        Assert.True(reader.Next());
        Assert.False(reader.Next());
        Assert.Equal("APK-0109", reader.Defects.Single().Code.Text);
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "APK-0101", [] },
        { "APK-0101", Encoding.ASCII.GetBytes("no package") },
        { "APK-0102", Encoding.ASCII.GetBytes("ADBd....") },
        { "APK-0104", ApkSamples.Signature() },
        { "APK-0104", ApkSamples.Control(ApkSamples.Info) },
        { "APK-0105", [.. ApkSamples.Section(ends: false, (ApkSamples.File("other"), "x")), .. ApkSamples.Data()] },
        { "APK-0106", ApkSamples.Package("pkgname = ../x\npkgver = 1\n") },
        { "APK-0106", ApkSamples.Package("pkgname = x\npkgver = one\n") },
        { "APK-0103", [.. GzipWriteStream.Compress(new byte[ApkArchive.MaxControlBytes + 512]), .. ApkSamples.Data()] },
        { "GZIP-0003", ApkSamples.Control(ApkSamples.Info)[..^3] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_package_is_refused_with_its_cause(string code, byte[] bytes)
    {
        var reading = Read(bytes);
        Assert.False(reading.TryGet(out _));
        Assert.Contains(reading.Defects, defect => defect.Code.Text == code);
    }

    [Fact]
    public void Metadata_without_datahash_is_told()
    {
        var reading = Read(ApkSamples.Package("pkgname = x\npkgver = 1\n"));
        Assert.Equal("", reading.Required().Metadata.DataHash);
        Assert.Contains(reading.Defects, defect => defect.Code == ApkArchiveCodes.NoDataHash);
    }

    [Fact]
    public void Index_is_written_as_it_is_read()
    {
        var package = Read(ApkSamples.Package()).Required().Metadata.Package with { Checksum = ApkChecksum.Of(Convert.FromHexString(ApkSamples.Sha1OfHello)), InstallIf = ["a", "b=1"] };
        var bytes = GzipWriteStream.Compress(ApkIndexWriter.ToTar([package], "mine"));
        var index = ApkIndex.Read(bytes, "APKINDEX.tar.gz").Required();

        Assert.Equal("mine", index.Description);
        Assert.Equal((0, bytes.Length), (index.Signed.Offset, index.Signed.End));
        Assert.Equal(ApkIndexWriter.ToText([package]), ApkIndexWriter.ToText(index.Packages));
        Assert.Equal(["a", "b=1"], index.Packages.Single().InstallIf);
        Assert.Equal("APK-0111", ApkIndex.Read(ApkSamples.Data(), "x").Defects[0].Code.Text);
    }

    [Fact]
    public void Mutated_packages_and_indexes_never_throw()
    {
        var index = GzipWriteStream.Compress(ApkIndexWriter.ToTar([Read(ApkSamples.Package()).Required().Metadata.Package], "mine"));
        foreach (var bytes in Mutations.Of(ApkSamples.Package(), Mutations.Count, 1))
        {
            if (!Read(bytes).TryGet(out var archive)) continue;
            using var reader = new ApkDataReader(new MemoryStream(bytes, (int)archive.Files.Offset, (int)archive.Files.Length), "mutated");
            while (reader.Next()) while (!reader.ReadBody().IsEmpty) { }
        }

        foreach (var bytes in Mutations.Of(index, Mutations.Count, 2)) ApkIndex.Read(bytes, "mutated");
        // Beneath the checksum of gzip, where flips change what is said and not only how it is packed.
        foreach (var info in Mutations.Of(Encoding.UTF8.GetBytes(ApkSamples.Info), Mutations.Count, 3)) Read(ApkSamples.Package(Encoding.Latin1.GetString(info)));
    }
}
