using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Apk.Inspecting;
using Compliance.Pipeline.Apk.Writing;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Pipeline.Apk.Inspecting;

/// <summary>Repositories as folders: checked, and indexed.</summary>
public sealed class ApkInspectionTests : IDisposable
{
    private static readonly Lazy<string> KeyPem = new(() =>
    {
        using var rsa = RSA.Create(3072);
        return rsa.ExportPkcs8PrivateKeyPem();
    });

    private readonly string folder = Directory.CreateTempSubdirectory("compliance-inspect-").FullName;
    private readonly ApkSigningKey key = ApkSigningKey.Open("own.rsa.pub", Encoding.ASCII.GetBytes(KeyPem.Value), "").Required();

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Index_of_a_folder_verifies_with_its_packages_and_is_the_same_each_time()
    {
        Put("a", "1-r0", "x86_64");
        Put("b", "2-r0", "noarch");
        var index = Read(mustBeSigned: true).Required();
        var bytes = index.Write("own", key);
        Assert.Equal(bytes, Read(mustBeSigned: true).Required().Write("own", key));
        File.WriteAllBytes(Path.Combine(folder, ApkRepositoryWriter.IndexName), bytes);
        var found = Inspection().Folder(folder);
        Assert.Equal([CheckOutcome.Passed, CheckOutcome.Passed, CheckOutcome.Passed], found.Select(file => file.Outcome));
        Assert.Equal(3, Encoding.ASCII.GetString(index.Sums(ContentHasher.Sha256(bytes))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Package_that_is_not_as_the_index_says_fails()
    {
        Put("a", "1-r0", "x86_64");
        File.WriteAllBytes(Path.Combine(folder, ApkRepositoryWriter.IndexName), Read(mustBeSigned: true).Required().Write("", key));
        Put("a", "1-r0", "x86_64", "other");
        Put("new", "1-r0", "x86_64");
        var found = Inspection().Folder(folder).ToDictionary(file => Path.GetFileName(file.Path), StringComparer.Ordinal);
        Assert.Contains(found["a-1-r0.apk"].Checks, check => check.Code == ApkSignatureCodes.Identity && check.Outcome == CheckOutcome.Failed);
        Assert.Contains(found["new-1-r0.apk"].Checks, check => check.Outcome == CheckOutcome.Note && check.Detail.Contains("does not name it", StringComparison.Ordinal));
        File.Delete(Path.Combine(folder, "new-1-r0.apk"));
        File.Delete(Path.Combine(folder, "a-1-r0.apk"));
        Assert.Contains("1 of 1", Assert.Single(Inspection().Folder(folder)).Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_as_its_record_says_fails()
    {
        // Written by hand: the writer's records are always right.
        var data = ApkSamples.Section(ends: true, (ApkSamples.File("usr/hello", sha1: ApkSamples.Sha1OfHello), "other\n"), (ApkSamples.File("usr/bare"), "no record"));
        byte[] file = [.. ApkSamples.Control($"pkgname = a\npkgver = 1-r0\narch = x86_64\ndatahash = {Convert.ToHexStringLower(SHA256.HashData(data))}\n"), .. data];
        File.WriteAllBytes(Path.Combine(folder, "a-1-r0.apk"), file);
        var inspected = Inspection().Package(Path.Combine(folder, "a-1-r0.apk"));
        Assert.Contains(inspected.Checks, check => check.Code == ApkSignatureCodes.FileChecksum && check.Detail.StartsWith("'usr/hello'", StringComparison.Ordinal));
        Assert.Contains("0 files are as their records say, 1 are not, 1 have no record", inspected.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Index_is_refused_for_what_it_can_not_vouch_for()
    {
        Assert.Equal("BUILD-0004", Assert.Single(Read(mustBeSigned: false).Defects).Code.Text);
        Put("a", "1-r0", "aarch64");
        Assert.Equal("BUILD-0019", Assert.Single(Read(mustBeSigned: true).Defects).Code.Text);
        File.Move(Path.Combine(folder, "a-1-r0.apk"), Path.Combine(folder, "a-2-r0.apk"));
        Assert.Contains(Read(mustBeSigned: true).Defects, defect => defect.Code == ApkSignatureCodes.NameMismatch);
        File.Delete(Path.Combine(folder, "a-2-r0.apk"));
        File.WriteAllBytes(Path.Combine(folder, "b-1-r0.apk"), ApkPackageWriter.Write(Package("b", "1-r0", "x86_64"), Entries("b"), null).File);
        Assert.Equal(ApkSignatureCodes.Unsigned, Assert.Single(Read(mustBeSigned: true).Defects).Code);
        Assert.NotEmpty(Read(mustBeSigned: false).Required().Packages);
    }

    [Theory]
    [InlineData("new-1-r0.apk", "APK-0102")]
    [InlineData("APKINDEX.tar.gz", "APK-0102")]
    [InlineData("Packages.adb", "APK-0102")]
    public void File_of_version_3_is_told(string name, string code)
    {
        File.WriteAllBytes(Path.Combine(folder, name), [.. "ADBd"u8, 0, 1, 2, 3]);
        var found = Assert.Single(Inspection().Folder(folder));
        Assert.False(found.IsReadable);
        Assert.Equal((code, CheckOutcome.Failed), (Assert.Single(found.Defects).Code.Text, found.Outcome));
    }

    [Fact]
    public void Mutated_package_never_throws()
    {
        Put("a", "1-r0", "x86_64");
        var path = Path.Combine(folder, "a-1-r0.apk");
        foreach (var mutated in Mutations.Of(File.ReadAllBytes(path), Mutations.Count, 23))
        {
            File.WriteAllBytes(path, mutated);
            _ = Inspection().Folder(folder);
            _ = Read(mustBeSigned: true);
        }
    }

    private ApkInspection Inspection() => new(ApkKeyring.Empty.With("own.rsa.pub", key.PublicPem, "test").Required(), true, Limits.Default);

    private Reading<FolderIndex> Read(bool mustBeSigned) => FolderIndex.Read(folder, "x86_64", Inspection(), mustBeSigned, null, Limits.Default);

    private void Put(string name, string version, string architecture, string body = "body") =>
        File.WriteAllBytes(Path.Combine(folder, $"{name}-{version}.apk"), ApkPackageWriter.Write(Package(name, version, architecture), Entries(body), key).File);

    private static ApkPackage Package(string name, string version, string architecture) => new() { Locator = new Locator("test"), Name = name, Version = version, Architecture = architecture, BuiltAt = 1_700_000_000 };

    private static ApkFileToWrite[] Entries(string body) =>
    [
        new(new TarItem("usr/file", TarEntryType.Regular) { Mode = 0x1A4 }, Encoding.UTF8.GetBytes(body)),
        new(new TarItem("usr/link", TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = "file" }, default),
    ];
}
