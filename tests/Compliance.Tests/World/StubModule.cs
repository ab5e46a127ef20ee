using System.Text;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.OpenSsl;

namespace Compliance.Tests.World;

/// <summary>
/// Labelled stand-ins for cryptographic modules: real ELF shared objects without code, whose constants lie where a real module has them.
/// Every one carries <see cref="SampleStub.Marker"/>, so none matches a certificate. Same arguments, same bytes.
/// </summary>
public static class StubModule
{
    public const string SampleName = "Compliance Sample Stub FIPS Provider";

    /// <summary>A FIPS provider that <c>fipsmodule.cnf</c> belongs to.</summary>
    public static byte[] Provider(string name = SampleName, string version = "3.1.2", bool marked = true, bool standardKey = true) => StubElf.Write(
        [.. ProviderData(name, version, marked), .. standardKey ? ProviderIdentityReader.StandardKey.ToArray() : new byte[32]],
        exported: ["OSSL_provider_init"], needed: ["libc.so.6"], soname: "");

    /// <summary>A FIPS provider with its integrity value in <c>.rodata1</c>.</summary>
    public static byte[] ProviderWithEmbeddedMac(string name = SampleName, string version = "3.0.7-395c1a240fbfffd8", bool marked = true)
    {
        byte[] data = [.. ProviderData(name, version, marked), .. ProviderIdentityReader.StandardKey.ToArray()];
        var bytes = StubElf.Write(data, exported: ["OSSL_provider_init"], needed: ["libc.so.6"], soname: "", second: new byte[32]);
        var offset = StubElf.SecondDataOffset(data);
        var mac = Convert.FromHexString(OpenSslProviderIntegrity.ModuleMac(bytes, offset).Replace(":", "", StringComparison.Ordinal));
        mac.CopyTo(bytes, offset);
        return bytes;
    }

    /// <summary>A <c>libcrypto.so.3</c> that says its version and directories.</summary>
    public static byte[] Libcrypto(string version = "3.1.2", string configurationDirectory = "/etc/ssl", string modulesDirectory = "/usr/lib/ossl-modules", bool followsKernelFlag = false)
    {
        var data = new StringBuilder("\0").Append(SampleStub.Marker).Append('\0')
            .Append("OpenSSL ").Append(version).Append(" 1 Aug 2026\0")
            .Append("OPENSSLDIR: \"").Append(configurationDirectory).Append("\"\0")
            .Append("MODULESDIR: \"").Append(modulesDirectory).Append("\"\0");
        if (followsKernelFlag) data.Append("/proc/sys/crypto/fips_enabled\0OPENSSL_FORCE_FIPS_MODE\0");
        return StubElf.Write(Encoding.ASCII.GetBytes(data.ToString()), exported: ["EVP_DigestInit_ex", "OPENSSL_init_crypto", "RAND_bytes"], needed: ["libc.so.6"], soname: "libcrypto.so.3");
    }

    /// <summary>A program that links the given libraries.</summary>
    public static byte[] Program(params string[] needed) => StubElf.Write(
        Encoding.ASCII.GetBytes($"\0{SampleStub.Marker}\0"), exported: [], needed: needed, soname: "");

    /// <summary>What <c>openssl fipsinstall -self_test_onload</c> writes for these bytes.</summary>
    public static string FipsModuleConfiguration(byte[] provider) =>
        $"[fips_sect]\nactivate = 1\nconditional-errors = 1\nsecurity-checks = 1\nmodule-mac = {OpenSslProviderIntegrity.ModuleMac(provider)}\n";

    /// <summary>An <c>openssl.cnf</c> that activates the FIPS and the base provider and makes <c>fips=yes</c> the default.</summary>
    public static string OpenSslConfiguration(string fipsModuleConfigurationPath = "/etc/ssl/fipsmodule.cnf") =>
        "config_diagnostics = 1\nopenssl_conf = openssl_init\n.include " + fipsModuleConfigurationPath + "\n"
        + "[openssl_init]\nproviders = provider_sect\nalg_section = algorithm_sect\n"
        + "[provider_sect]\nfips = fips_sect\nbase = base_sect\n"
        + "[base_sect]\nactivate = 1\n"
        + "[algorithm_sect]\ndefault_properties = fips=yes\n";

    private static byte[] ProviderData(string name, string version, bool marked) => Encoding.ASCII.GetBytes(
        $"\0{(marked ? SampleStub.Marker : "test")}\0provider=fips,fips=yes\0{name}\0buildinfo\0{version}\0security-checks\0module-filename\0module-mac\0install-mac\0");
}
