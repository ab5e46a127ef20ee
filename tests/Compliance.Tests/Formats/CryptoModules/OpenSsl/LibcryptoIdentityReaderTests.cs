using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.OpenSsl;

public sealed class LibcryptoIdentityReaderTests
{
    [Fact]
    public void Version_and_directories_are_read()
    {
        var identity = Read(StubModule.Libcrypto("3.0.17", "/usr/lib/ssl", "/usr/lib/x86_64-linux-gnu/ossl-modules"));

        Assert.Equal(("OpenSSL", "3.0.17", 3), (identity.Product, identity.Version, identity.Major));
        Assert.Equal("/usr/lib/ssl", identity.ConfigurationDirectory);
        Assert.Equal("/usr/lib/x86_64-linux-gnu/ossl-modules", identity.ModulesDirectory);
        Assert.True(identity is { FollowsKernelFlag: false, KnowsForceVariable: false });
    }

    [Fact]
    public void Patch_that_follows_the_kernel_is_noticed() =>
        Assert.True(Read(StubModule.Libcrypto(followsKernelFlag: true)) is { FollowsKernelFlag: true, KnowsForceVariable: true });

    [Theory]
    [InlineData("OpenSSL 1.1.1k  FIPS 25 Mar 2021", "OpenSSL", "1.1.1k", 1)]
    [InlineData("OpenSSL 1.0.2zj-fips  21 Mar 2024", "OpenSSL", "1.0.2zj-fips", 1)]
    [InlineData("OpenSSL 4.0.0 14 Apr 2026", "OpenSSL", "4.0.0", 4)]
    [InlineData("LibreSSL 3.8.2", "LibreSSL", "3.8.2", 3)]
    public void Line_of_every_generation_is_read(string line, string product, string version, int major)
    {
        var identity = Read(Data($"\0{line}\0"));

        Assert.Equal((product, version, (int?)major), (identity.Product, identity.Version, identity.Major));
        Assert.Equal(line, identity.VersionLine);
    }

    [Fact]
    public void Two_versions_leave_it_unknown()
    {
        var identity = Read(Data("\0OpenSSL 3.0.1 14 Dec 2021\0OpenSSL 3.1.2 1 Aug 2023\0"));

        Assert.Null(identity.Version);
        Assert.Equal("OpenSSL", identity.Product);
    }

    [Fact]
    public void Two_directories_leave_it_unknown() =>
        Assert.Null(Read(Data("\0OPENSSLDIR: \"/a\"\0OPENSSLDIR: \"/b\"\0")).ConfigurationDirectory);

    private static byte[] Data(string text) => StubElf.Write(System.Text.Encoding.ASCII.GetBytes(text), [], [], "");

    private static LibcryptoIdentity Read(byte[] bytes) => LibcryptoIdentityReader.Read(ElfReader.Read(bytes, "libcrypto.so.3").Required());
}
