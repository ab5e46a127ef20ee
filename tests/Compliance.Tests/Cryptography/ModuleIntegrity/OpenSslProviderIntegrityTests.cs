using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules.Elf;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Tests.World;

namespace Compliance.Tests.Cryptography.ModuleIntegrity;

public sealed class OpenSslProviderIntegrityTests
{
    [Fact]
    public void Install_mac_is_the_published_constant() => Assert.Equal(
        "41:9C:38:C2:8F:59:09:43:2C:AA:2F:58:36:2D:D9:04:F9:6C:56:8B:09:E0:18:3A:2E:D6:CC:69:05:04:E1:11", OpenSslProviderIntegrity.InstallMac);

    [Fact]
    public void Module_that_equals_its_configured_value_is_ok()
    {
        var bytes = StubModule.Provider();

        Assert.Equal("ok", Check(bytes, OpenSslProviderIntegrity.ModuleMac(bytes)).Word);
        Assert.Equal("ok", Check(bytes, OpenSslProviderIntegrity.ModuleMac(bytes).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()).Word);
    }

    [Fact]
    public void One_flipped_bit_breaks_it()
    {
        var bytes = StubModule.Provider();
        var mac = OpenSslProviderIntegrity.ModuleMac(bytes);
        bytes[^1] ^= 1;

        Assert.Equal("broken", Check(bytes, mac).Word);
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("41:9C")]
    public void Value_that_is_not_32_bytes_of_hex_is_broken(string mac) => Assert.Equal("broken", Check(StubModule.Provider(), mac).Word);

    [Fact]
    public void Without_a_value_it_is_not_checkable() => Assert.Equal("not-checkable", Check(StubModule.Provider(), null).Word);

    [Fact]
    public void Changed_key_is_not_checkable_whatever_the_configuration_says()
    {
        var bytes = StubModule.Provider(standardKey: false);

        Assert.Equal("not-checkable", Check(bytes, OpenSslProviderIntegrity.ModuleMac(bytes)).Word);
    }

    [Fact]
    public void Embedded_value_is_checked_with_its_own_bytes_as_zero()
    {
        var bytes = StubModule.ProviderWithEmbeddedMac();
        Assert.Equal("ok", Check(bytes, null).Word);

        bytes[500] ^= 1;
        Assert.Equal("broken", Check(bytes, null).Word);
    }

    [Fact]
    public void Embedded_value_of_zeros_is_broken()
    {
        var bytes = StubModule.ProviderWithEmbeddedMac();
        var offset = ProviderIdentityReader.Read(ElfReader.Read(bytes, "f").Required()).EmbeddedMacOffset!.Value;
        bytes.AsSpan((int)offset, 32).Clear();

        Assert.Equal("broken", Check(bytes, null).Word);
    }

    private static IntegrityResult Check(byte[] bytes, string? mac) =>
        OpenSslProviderIntegrity.Check(bytes, ProviderIdentityReader.Read(ElfReader.Read(bytes, "fips.so").Required()), mac);
}
