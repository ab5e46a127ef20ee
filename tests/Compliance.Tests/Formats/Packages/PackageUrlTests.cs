using System.Text;
using Compliance.Formats.Packages.Urls;

namespace Compliance.Tests.Formats.Packages;

public sealed class PackageUrlTests
{
    [Theory]
    [InlineData("pkg:deb/Debian/OpenSSL@3.0.17-1~deb12u2?distro=debian-12&arch=amd64", "pkg:deb/debian/openssl@3.0.17-1~deb12u2?arch=amd64&distro=debian-12")]
    [InlineData("pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1", "pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1")]
    [InlineData("pkg:deb/debian/attr@1:2.4.47-2", "pkg:deb/debian/attr@1:2.4.47-2")]
    [InlineData("PKG://apk/wolfi/zlib@1.3-r0", "pkg:apk/wolfi/zlib@1.3-r0")]
    [InlineData("pkg:npm/@angular/core@1.0", "pkg:npm/%40angular/core@1.0")]
    [InlineData("pkg:oci/Debian@sha256:AB?tag=x", "pkg:oci/debian@sha256:ab?tag=x")]
    [InlineData("pkg:generic/a//b/./c@1#x/../y", "pkg:generic/a/b/./c@1#x/y")]
    public void Text_is_brought_to_canonical_form(string text, string canonical) => Assert.Equal(canonical, PackageUrl.Parse(text).Required().ToString());

    [Theory]
    [InlineData("deb/debian/x", "PURL-0001")]
    [InlineData("pkg:x", "PURL-0002")]
    [InlineData("pkg:1x/y", "PURL-0002")]
    [InlineData("pkg:generic/@1", "PURL-0003")]
    [InlineData("pkg:generic/a?b", "PURL-0004")]
    [InlineData("pkg:generic/a?b=1&B=2", "PURL-0004")]
    [InlineData("pkg:generic/a%zz", "PURL-0005")]
    [InlineData("pkg:generic/a%ff", "PURL-0005")]
    [InlineData("pkg:apk/zlib@1", "PURL-0006")]
    [InlineData("pkg:pypi/a/b", "PURL-0006")]
    public void Text_that_breaks_a_rule_is_refused(string text, string code) => Assert.Equal(code, PackageUrl.Parse(text).Defects[0].Code.Text);

    [Fact]
    public void Canonical_text_parses_to_an_equal_value_and_mutations_never_throw()
    {
        var seed = "pkg:deb/debian/libstdc%2B%2B6@12.2.0-14%2Bdeb12u1?arch=amd64&distro=bookworm#a/b"u8.ToArray();
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 6))
        {
            if (!PackageUrl.Parse(Encoding.UTF8.GetString(mutation)).TryGet(out var url)) continue;
            var again = PackageUrl.Parse(url.ToString());
            Assert.True(again.TryGet(out var same), url.ToString());
            Assert.Equal(url, same);
        }
    }
}
