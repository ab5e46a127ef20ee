using System.Text;
using Compliance.Formats.Packages.Apk;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Packages;

public sealed class ApkDatabaseTests
{
    private const string Two = """
        C:Q15GKR2cusJFuJW5jYQBxRRQK9xTs=
        P:openssl
        V:3.3.1-r0
        A:x86_64
        S:12
        I:345
        T:Toolkit
        U:https://example.org
        L:Apache-2.0
        o:openssl-src
        m:Some One <one@example.org>
        t:1752789152
        c:a2020bf03d408b2ef1585d7dc52c29ce88524a76
        D:so:libc.so.6 !bad
        p:cmd:openssl=3.3.1-r0
        r:old
        i:[a b]
        k:5
        F:usr/bin
        M:1:2:0700
        R:openssl
        a:3:4:4755
        Z:Q1w7j6yciTNmNb6T05yAX+BPhSuAA=
        F:
        R:top

        P:zlib
        V:1.3-r0
        A:x86_64
        L:Zlib

        """;

    private static Reading<ApkDatabase> Read(string text, Limits? limits = null) => ApkDatabase.Read(Encoding.UTF8.GetBytes(text), "lib/apk/db/installed", limits);

    [Fact]
    public void Record_is_read_with_all_fields()
    {
        var reading = Read(Two);
        var package = reading.Required().Packages[0];

        Assert.Empty(reading.Defects);
        Assert.Equal(2, reading.Required().Packages.Length);
        Assert.Equal(("openssl", "3.3.1-r0", "x86_64", "openssl-src", "Apache-2.0"), (package.Name, package.Version, package.Architecture, package.Origin, package.Licence));
        Assert.Equal(("sha1", 40), (package.Checksum!.Algorithm, package.Checksum.Hex.Length));
        Assert.Equal((1752789152L, 12L, 345L, 5L), (package.BuiltAt, package.PackageBytes, package.InstalledBytes, package.ProviderPriority));
        Assert.Equal(["so:libc.so.6", "!bad"], package.Depends);
        Assert.Equal(["a", "b"], package.InstallIf);
        Assert.Equal([new ApkDirectory("usr/bin", 1, 2, 0x1C0), new ApkDirectory("", 0, 0, 0x1ED)], package.Directories);
        Assert.Equal(["usr/bin/openssl", "top"], package.Files.Select(file => file.Path));
        Assert.Equal((3L, 4L, 0x9ED), (package.Files[0].Uid, package.Files[0].Gid, package.Files[0].Mode));
        Assert.Equal("c3b8fac9", package.Files[0].Checksum!.Hex[..8]);
        Assert.Equal(27, reading.Required().Packages[1].Locator.Line);
        Assert.Equal(2, ApkDatabase.CountRecords(Encoding.UTF8.GetBytes(Two)));
    }

    [Theory]
    [InlineData("P:a\nV:1\nnonsense\n", "APK-0002", 3)]
    [InlineData("V:1\nA:x\n", "APK-0003", 1)]
    [InlineData("P:a\n", "APK-0003", 1)]
    [InlineData("P:a\nV:1\nP:b\nV:2\n", "APK-0004", 3)]
    [InlineData("P:a\nV:1\nF:usr\nR:x\nZ:Q1short\n", "APK-0005", 5)]
    [InlineData("P:a\nV:1\nF:usr/../etc\n", "APK-0005", 3)]
    [InlineData("P:a\nV:1\nF:/usr\n", "APK-0005", 3)]
    [InlineData("P:a\nV:1\nR:x\n", "APK-0005", 3)]
    [InlineData("P:a\nV:1\nF:usr\nR:a/b\n", "APK-0005", 4)]
    [InlineData("P:a\nV:1\nF:usr\nM:0:0:0999\n", "APK-0005", 4)]
    [InlineData("P:a b\nV:1\n", "APK-0005", 1)]
    [InlineData("P:a\nV:1\nt:soon\n", "APK-0005", 1)]
    [InlineData("P:a\nV:1\nX:1\n", "APK-0006", 3)]
    [InlineData("P:a\nV:1\nf:s\n", "APK-0011", 3)]
    public void What_is_wrong_in_one_record_is_a_defect_with_its_line(string text, string code, int line)
    {
        var defects = Read(text).Defects;

        Assert.Contains((code, (int?)line), defects.Select(defect => (defect.Code.Text, defect.Locator.Line)));
    }

    [Theory]
    [InlineData("P:a\nV:1\nF:\nM:0:0:755\n", "APK-0007")]
    [InlineData("hello\nworld\n", "APK-0008")]
    [InlineData("ADB.....", "APK-0010")]
    public void Database_that_can_not_be_believed_is_refused(string text, string code)
    {
        var reading = Read(text);

        Assert.False(reading.TryGet(out _));
        Assert.Equal(code, reading.Defects[^1].Code.Text);
    }

    [Fact]
    public void Empty_database_has_no_packages() => Assert.Empty(Read("").Required().Packages);

    [Fact]
    public void Missing_empty_line_is_seen_by_the_independent_count()
    {
        const string Merged = "P:a\nV:1\nP:b\nV:2\n\n";

        Assert.NotEqual(Read(Merged).Required().Packages.Length, ApkDatabase.CountRecords(Encoding.UTF8.GetBytes(Merged)));
    }

    [Fact]
    public void Number_of_entries_is_bounded() =>
        Assert.Equal(ApkCodes.TooMany, Read("P:a\nV:1\nF:usr\nR:a\nR:b\nR:c\n", new Limits { MaxItems = 3 }).Defects[^1].Code);

    [Fact]
    public void Mutated_databases_never_throw_and_lose_no_record_in_silence()
    {
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(Two), Mutations.Count, 3))
        {
            var reading = ApkDatabase.Read(mutation, "m");
            var read = reading.TryGet(out var database) ? database.Packages.Length : 0;
            Assert.True(read == ApkDatabase.CountRecords(mutation) || reading.Defects.Length > 0 || mutation.Length == 0, Encoding.UTF8.GetString(mutation));
        }
    }
}
