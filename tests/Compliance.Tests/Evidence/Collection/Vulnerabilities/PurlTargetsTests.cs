using Compliance.Evidence.Collection.Vulnerabilities;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

public sealed class PurlTargetsTests
{
    [Theory]
    [InlineData("pkg:apk/wolfi/libcrypto3@3.5.4-r0?origin=openssl", "Wolfi", "openssl", "3.5.4-r0")]
    [InlineData("pkg:apk/chainguard/zlib@1.3-r0", "Chainguard, Wolfi", "zlib", "1.3-r0")]
    [InlineData("pkg:apk/alpine/busybox@1.36.1-r2?distro=alpine-3.20.3", "Alpine:v3.20", "busybox", "1.36.1-r2")]
    [InlineData("pkg:deb/debian/libssl3@3.0.11-1~deb12u2?distro=debian-12&upstream=openssl", "Debian:12", "openssl", "3.0.11-1~deb12u2")]
    [InlineData("pkg:deb/debian/libc6@2.36-9?distro=bookworm&upstream=glibc%402.36-8", "Debian:12", "glibc", "2.36-8")]
    [InlineData("pkg:deb/ubuntu/curl@8.5.0-2ubuntu10?distro=noble", "Ubuntu:24.04", "curl", "8.5.0-2ubuntu10")]
    [InlineData("pkg:rpm/redhat/openssl-libs@3.0.7-1.el9?distro=rhel-9.3&epoch=1&upstream=openssl-3.0.7-1.el9.src.rpm", "Red Hat:enterprise_linux:9", "openssl-libs", "1:3.0.7-1.el9")]
    [InlineData("pkg:rpm/suse/zlib@1.2-1?distro=sles-15.5", "SUSE:Linux Enterprise Server 15 SP5", "zlib", "1.2-1")]
    [InlineData("pkg:rpm/azurelinux/zlib@1.3-1?distro=azurelinux-3.0", "Azure Linux:3", "zlib", "1.3-1")]
    public void Package_of_a_distribution_is_looked_up_by_source_and_release(string purl, string ecosystems, string source, string version)
    {
        var target = PurlTargets.Distribution(purl)!;
        Assert.Equal((ecosystems, source, version, true), (string.Join(", ", target.Ecosystems), target.Name, target.Version, target.IsOperatingSystem));
    }

    [Theory]
    [InlineData("pkg:deb/debian/curl@8.5.0-2")]
    [InlineData("pkg:deb/debian/curl@8.5.0-2?distro=unheard-of")]
    [InlineData("pkg:apk/alpine/busybox@1.36.1-r2?distro=edge")]
    [InlineData("pkg:rpm/redhat/zlib@1.2-1")]
    [InlineData("pkg:apk/wolfi/zlib")]
    [InlineData("pkg:npm/zlib@1.0.0")]
    [InlineData("not a package URL")]
    public void Package_whose_release_nobody_states_is_not_guessed(string purl) => Assert.Null(PurlTargets.Distribution(purl));
}
