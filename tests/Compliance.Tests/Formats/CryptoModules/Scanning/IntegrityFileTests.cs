using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Scanning;

public sealed class IntegrityFileTests
{
    private const string Key = "orboDeJITITejsirpADONivirpUkvarP";

    [Theory]
    [InlineData("bare value", "{0}\n")]
    [InlineData("form of GnuTLS", "[global]\nformat-version = 1\n[libnettle.so.8]\nhmac = 00\n[libgnutls.so.30]\npath = /usr/lib64/libgnutls.so.30\nhmac = {0}\n")]
    public void Value_of_gnutls_is_recomputed(string why, string form)
    {
        var library = StubElf.Write(Encoding.ASCII.GetBytes($"\0{Key}\0/proc/sys/crypto/fips_enabled\0"), ["gnutls_global_init"], ["libc.so.6"], "libgnutls.so.30");
        var file = Encoding.ASCII.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key), library))));

        Assert.True(Check(library, file, ".libgnutls.so.30.hmac") == "ok", why);
        library[^1] ^= 1;
        Assert.Equal("broken", Check(library, file, ".libgnutls.so.30.hmac"));
        Assert.Equal("none", Check(library, file, ".other.hmac"));
        Assert.Equal("not-checkable", Check(library, "nonsense"u8.ToArray(), ".libgnutls.so.30.hmac"));
    }

    [Fact]
    public void Value_without_a_known_key_is_unknown()
    {
        var library = StubElf.Write("\0x\0"u8.ToArray(), ["gnutls_global_init"], ["libc.so.6"], "libgnutls.so.30");

        Assert.Equal("unknown", Check(library, Encoding.ASCII.GetBytes(new string('a', 64)), ".libgnutls.so.30.hmac"));
    }

    [Theory]
    [InlineData("FIPS build that follows the host", "OpenSSL 1.1.1k  FIPS 25 Mar 2021\0/proc/sys/crypto/fips_enabled", "EVP_DigestInit_ex,RAND_bytes,FIPS_mode_set", "openssl-1", "1.1.1k", "conditional")]
    [InlineData("plain build", "OpenSSL 1.1.1w  11 Sep 2023", "EVP_DigestInit_ex,RAND_bytes,FIPS_mode_set", "openssl-library", "1.1.1w", null)]
    [InlineData("static object module", "OpenSSL 1.0.2u-fips  20 Dec 2019\0FIPS 2.0.16 validated module", "EVP_DigestInit_ex,RAND_bytes,FIPS_incore_fingerprint", "openssl-1", "2.0.16", null)]
    public void First_series_is_fips_only_when_it_says_so(string why, string text, string symbols, string family, string version, string? activation)
    {
        var bytes = StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), symbols.Split(','), ["libc.so.6"], "libcrypto.so.1.1");
        var module = Scan("usr/lib64/libcrypto.so.1.1.1k", bytes, _ => null);

        Assert.True(module.Family == family, why);
        Assert.Equal((version, activation), (module.Version!.Version, module.Activation));
    }

    /// <summary>Libraries of the machine that runs the tests, where it has them: NSS with the older, signed form of its value.</summary>
    [Theory]
    [InlineData("libsoftokn3")]
    [InlineData("libfreebl3")]
    [InlineData("libfreeblpriv3")]
    public void Installed_nss_matches_its_value(string name)
    {
        var path = $"/usr/lib/x86_64-linux-gnu/{name}.so";
        Assert.SkipUnless(File.Exists(path) && File.Exists(Path.ChangeExtension(path, ".chk")), "NSS is not installed");
        var library = File.ReadAllBytes(path);
        var check = File.ReadAllBytes(Path.ChangeExtension(path, ".chk"));

        Assert.Equal("ok", CheckNss(library, check, name));
        library[^1] ^= 1;
        Assert.Equal("broken", CheckNss(library, check, name));
        foreach (var mutated in Mutations.Of(check, 50, 3)) _ = CheckNss(library, mutated, name);
    }

    private static string CheckNss(byte[] library, byte[] check, string name) => Word(Scan($"usr/lib/{name}.so", library, _ => check));

    private static string Check(byte[] library, byte[] file, string name) => Word(Scan("usr/lib64/libgnutls.so.30", library, asked => asked == name ? file : default(ReadOnlyMemory<byte>?)));

    private static FoundModule Scan(string path, byte[] library, Func<string, ReadOnlyMemory<byte>?> beside) => Assert.Single(
        ModuleScanner.Scan(ByteSource.Of(library), isArchive: false)!.At(new ModulePlace(path, ByteSource.Of(library), beside), Digest.Sha256(new byte[32])).Modules);

    private static string Word(FoundModule module) => module.Recipe is { } recipe ? RecipeIntegrity.Check(recipe).Word : module.Integrity;
}
