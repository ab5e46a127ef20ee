using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Formats.Archives.Zip;

namespace Compliance.Tests.Evidence.Raw;

public sealed class RawPathsTests
{
    private static readonly Digest Subject = Digest.Parse("sha256:" + new string('a', 64));

    [Fact]
    public void Ordinary_files_keep_their_path() =>
        Assert.Equal($"images/{Subject.Hex}/files/etc/ssl/openssl.cnf", new RawPaths().File(Subject, "etc/ssl/openssl.cnf"));

    [Theory]
    [InlineData("var/lib/dpkg/info/libc6:amd64.list")]
    [InlineData("opt/ümlaut")]
    [InlineData("../escape")]
    [InlineData("a/con.txt")]
    [InlineData("by-name/x")]
    [InlineData("usr/lib/python3/dist-packages/a-rather-long-name/another-rather-long-name/third/METADATA")]
    public void Other_names_are_named_by_digest_and_stay_allowed(string origin)
    {
        var path = new RawPaths().File(Subject, origin);
        Assert.StartsWith($"images/{Subject.Hex}/files/by-name/", path, StringComparison.Ordinal);
        Assert.True(ZipEntryName.IsAllowed(RawPaths.Root + path));
    }

    [Fact]
    public void Names_that_collide_without_case_or_as_folder_are_named_by_digest()
    {
        var paths = new RawPaths();
        Assert.EndsWith("/files/etc/Os", paths.File(Subject, "etc/Os"), StringComparison.Ordinal);
        Assert.Contains("/by-name/", paths.File(Subject, "ETC/OS"), StringComparison.Ordinal);
        Assert.Contains("/by-name/", paths.File(Subject, "etc/Os/below"), StringComparison.Ordinal);
        Assert.Contains("/by-name/", paths.File(Subject, "etc"), StringComparison.Ordinal);
    }
}
