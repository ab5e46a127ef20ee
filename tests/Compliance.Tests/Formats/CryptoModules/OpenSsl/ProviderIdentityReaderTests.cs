using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.OpenSsl;

public sealed class ProviderIdentityReaderTests
{
    [Theory]
    [InlineData("OpenSSL FIPS Provider", "3.1.2", "3.1.2", "")]
    [InlineData("Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7-395c1a240fbfffd8", "3.0.7", "395c1a240fbfffd8")]
    [InlineData("Chainguard FIPS Provider for OpenSSL", "3.4.0", "3.4.0", "")]
    [InlineData("Ubuntu 22.04 OpenSSL Cryptographic Module", "3.0.5-0ubuntu0.1+Fips2.1", "3.0.5", "0ubuntu0.1+Fips2.1")]
    public void Name_version_and_build_come_from_the_constants(string name, string text, string version, string build)
    {
        var identity = Read(StubModule.Provider(name, text));

        Assert.Equal(name, identity.Name);
        Assert.Equal(new ModuleVersion(version, build), identity.Version);
        Assert.True(identity is { ExportsInitializer: true, IsFips: true, HasStandardKey: true, IsStub: true, EmbeddedMacOffset: null });
    }

    [Fact]
    public void Two_identities_in_one_file_leave_it_unidentified()
    {
        var data = "\0fips=yes\0OpenSSL FIPS Provider\0buildinfo\03.1.2\0module-mac\0x\0Other FIPS Provider\0buildinfo\03.0.9\0"u8.ToArray();
        var identity = Read(StubElf.Write(data, ["OSSL_provider_init"], [], ""));

        Assert.Null(identity.Name);
        Assert.Null(identity.Version);
        Assert.Equal(["OpenSSL FIPS Provider 3.1.2", "Other FIPS Provider 3.0.9"], identity.Candidates);
    }

    [Fact]
    public void Changed_key_is_noticed() => Assert.False(Read(StubModule.Provider(standardKey: false)).HasStandardKey);

    [Fact]
    public void Embedded_value_is_located()
    {
        var bytes = StubModule.ProviderWithEmbeddedMac();
        var identity = Read(bytes);

        Assert.NotNull(identity.EmbeddedMacOffset);
        Assert.False(bytes.AsSpan((int)identity.EmbeddedMacOffset.Value, 32).IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public void Library_is_no_provider()
    {
        var identity = Read(StubModule.Libcrypto());

        Assert.True(identity is { Name: null, Version: null, IsFips: false, ExportsInitializer: false });
    }

    [Fact]
    public void Legacy_provider_is_named_and_is_not_a_fips_provider()
    {
        var data = "\0name\0OpenSSL Legacy Provider\0buildinfo\03.0.22\0status\0provider=legacy\0"u8.ToArray();
        var identity = Read(StubElf.Write(data, ["OSSL_provider_init"], [], ""));

        Assert.Equal("OpenSSL Legacy Provider", identity.Name);
        Assert.False(identity.IsFips);
    }

    private static ProviderIdentity Read(byte[] bytes) => ProviderIdentityReader.Read(ElfReader.Read(bytes, "fips.so").Required());
}
