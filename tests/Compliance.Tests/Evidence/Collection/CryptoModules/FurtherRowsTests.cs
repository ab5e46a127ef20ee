using System.Security.Cryptography;
using System.Text;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>Further rows of what is detected: variables, includes, values beside libraries, forks of Go, Java's other providers, circumstances of certificates.</summary>
public sealed class FurtherRowsTests
{
    private const string Library = "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 |";
    private const string Provider = "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 |";
    private const string RedHat = "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider";
    private static readonly byte[] Fips = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);

    private static readonly Dictionary<string, (Action<ImageBuilder> Build, string[] Lines)> Table = new(StringComparer.Ordinal)
    {
        ["value inside the provider that does not fit"] = (Layer(layer => Unconfigured(layer, Flipped(StubModule.ProviderWithEmbeddedMac(RedHat, marked: false)), StubModule.Libcrypto("3.0.7", followsKernelFlag: true))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.0.7 | conditional | none | none none | reached",
            $"usr/lib/ossl-modules/fips.so: openssl-provider | {RedHat} 3.0.7-395c1a240fbfffd8 | conditional | broken | exact active | ?",
        ]),
        ["OPENSSL_CONF of the environment wins over the compiled-in folder"] = (image => Layer(layer => Configured(layer).File("etc/ssl/off.cnf", "x = 1\n"))(image.Env("OPENSSL_CONF=/etc/ssl/off.cnf")), [
            $"{Library} off | none | none none | reached", $"{Provider} off | not-checkable | exact active | ?",
        ]),
        ["OPENSSL_MODULES of the environment"] = (image => Above(layer => layer.Whiteout("usr/lib/ossl-modules/fips.so").File("opt/ossl-modules/fips.so", Fips))(image.Env("OPENSSL_MODULES=/opt/ossl-modules")), [
            "opt/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached", $"{Library} on | none | none none | reached",
        ]),
        ["OPENSSL_FORCE_FIPS_MODE on a library that reads it"] = (image => Layer(layer => Unconfigured(layer, StubModule.ProviderWithEmbeddedMac(RedHat, marked: false), StubModule.Libcrypto("3.0.7", followsKernelFlag: true)))(image.Env("OPENSSL_FORCE_FIPS_MODE=1")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.0.7 | on | none | none none | reached",
            $"usr/lib/ossl-modules/fips.so: openssl-provider | {RedHat} 3.0.7-395c1a240fbfffd8 | on | ok | exact active | reached",
        ]),
        ["variables of a distribution on a library that reads none"] = (image => Layer(layer => Unconfigured(layer, Fips, StubModule.Libcrypto()))(image.Env("OPENSSL_FIPS=1", "OPENSSL_FORCE_FIPS_MODE=1", "LIBGCRYPT_FORCE_FIPS_MODE=1")), [
            $"{Library} off | none | none none | reached", $"{Provider} off | not-checkable | exact active | ?",
        ]),
        ["configuration of a folder that is included"] = (Above(layer => layer.File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration("/etc/ssl/conf.d")).Whiteout("etc/ssl/fipsmodule.cnf").File("etc/ssl/conf.d/fips.cnf", StubModule.FipsModuleConfiguration(Fips))), [
            $"{Library} on | none | none none | reached", $"{Provider} on | ok | exact active | reached",
        ]),
        ["function that every OpenSSL 3 exports"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", Elf("OpenSSL 3.5.9 1 Jan 2026\0OPENSSLDIR: \"/etc/ssl\"\0MODULESDIR: \"/usr/lib/ossl-modules\"", ["EVP_DigestInit_ex", "RAND_bytes", "OPENSSL_init_crypto", "EVP_default_properties_is_fips_enabled"], "libcrypto.so.3"))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.5.9 | off | none | none none | reached",
        ]),
        ["OpenSSL 1.1.1 whose .hmac agrees"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.1.1"), 0x1ED).File("usr/lib64/libcrypto.so.1.1.1k", First).File("usr/lib64/.libcrypto.so.1.1.1k.hmac", Convert.ToHexStringLower(HMACSHA256.HashData("orboDeJITITejsirpADONivirpUkvarP"u8, First)) + "\n")), [
            "usr/lib64/libcrypto.so.1.1.1k: openssl-1 | OpenSSL 1.1.1k | conditional | ok | candidate active | reached",
        ]),
        ["program that prints the version of the library that it links"] = (Layer(layer => layer.File("usr/bin/app", StubElf.Write("\0OpenSSL 3.0.19 1 Jan 2026\0"u8.ToArray(), [], ["libcrypto.so.3"], ""), 0x1ED).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())), [
            $"{Library} off | none | none none | reached",
        ]),
        ["Node with its own OpenSSL reads its own section"] = (Started("/usr/bin/node", Above(layer => layer.Whiteout("usr/lib/libcrypto.so.3").File("usr/bin/node", Node, 0x1ED).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration().Replace("openssl_conf =", "nodejs_conf =", StringComparison.Ordinal)))), [
            "usr/bin/node: openssl-library | OpenSSL 3.0.19 | on | none | none none | reached", $"{Provider} on | ok | exact active | reached",
        ]),
        ["BoringCrypto as a library"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so"), 0x1ED).File("usr/lib/libcrypto.so", Elf("BoringSSL", ["BORINGSSL_bcm_text_start", "BORINGSSL_bcm_text_end", "BORINGSSL_integrity_test", "EVP_DigestInit_ex", "RAND_bytes"], "libcrypto.so"))), [
            "usr/lib/libcrypto.so: boringcrypto | BoringCrypto ? | on | ? | candidate active | reached",
        ]),
        ["BoringSSL without its module"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so"), 0x1ED).File("usr/lib/libcrypto.so", Elf("BoringSSL", ["EVP_DigestInit_ex", "RAND_bytes", "FIPS_module_name"], "libcrypto.so"))), [
            "usr/lib/libcrypto.so: boringssl | BoringSSL ? | off | none | none none | reached",
        ]),
        ["Go of Red Hat that opens OpenSSL, and none is there"] = (Go("go1.22.1 X:strictfipsruntime", ["build\tGOEXPERIMENT=strictfipsruntime"], "crypto/sha256.Sum256", "_Cfunc__goboringcrypto_DLOPEN_OPENSSL", "github.com/golang-fips/openssl/v2.dlopen"), [
            "usr/bin/app: openssl-library | Go with the system's OpenSSL go1.22.1 | off | none | none none | reached",
        ]),
        ["Go with the tag requirefips, and no OpenSSL is there"] = (Go("go1.24.1", ["build\t-tags=requirefips"], "crypto/sha256.Sum256"), [
            "usr/bin/app: openssl-library | Go with the system's OpenSSL go1.24.1 | off | none | none none | reached",
        ]),
        ["Go of Microsoft without cgo, and no OpenSSL is there"] = (Go("go1.25.1 X:ms_nocgo_opensslcrypto", [], "crypto/sha256.Sum256"), [
            "usr/bin/app: openssl-library | Go with the system's OpenSSL go1.25.1 X:ms_nocgo_opensslcrypto | off | none | none none | reached",
        ]),
        ["Go of a fork with fips140=auto"] = (Go("go1.26.3", ["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=auto"], "crypto/internal/fips140/v1.0.0/sha256.block"), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0-c2097c7c | conditional | not-checkable | exact active | reached",
        ]),
        ["Go with its value, in a position-independent program"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.GoWithFipsObject(["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on"], ["crypto/internal/fips140/v1.0.0/sha256.block", "crypto/sha256.Sum256"], isPie: true, marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0-c2097c7c | on | ok | exact active | reached",
        ]),
        ["Go without cryptography"] = (Go("go1.24.4", ["build\tGOFIPS140=v1.0.0-c2097c7c"], "main.main"), []),
        ["Java's other providers: Corretto, wolfCrypt, Conscrypt"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libc.so.6"), 0x1ED).File("app/a.jar", StubJar.Of(StubJar.Class("com/amazon/corretto/crypto/provider/AmazonCorrettoCryptoProvider.class")))
            .File("app/b.jar", StubJar.Of(StubJar.Class("com/wolfssl/provider/jce/WolfCryptProvider.class"))).File("app/c.jar", StubJar.Of(StubJar.Class("org/conscrypt/OpenSSLProvider.class")))), [
            "app/a.jar: accp | Amazon Corretto Crypto Provider ? | ? | none | none none | ?",
            "app/b.jar: wolfcrypt-java | wolfCrypt JCE provider ? | ? | none | none none | ?",
            "app/c.jar: conscrypt | Conscrypt ? | off | none | none none | ?",
        ]),
        ["NSS switched on by its variable, value missing"] = (image => Layer(layer => layer.File("usr/bin/app", StubModule.Program("libsoftokn3.so"), 0x1ED).File("usr/lib/libsoftokn3.so", StubPrograms.Nss("3.110").Library))(image.Env("NSS_FIPS=1")), [
            "usr/lib/libsoftokn3.so: nss | NSS 3.110 | on | not-checkable | none none | reached",
        ]),
        ["NSS whose value does not fit"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libsoftokn3.so"), 0x1ED).File("usr/lib/libsoftokn3.so", StubPrograms.Nss("3.111").Library).File("usr/lib/libsoftokn3.chk", StubPrograms.Nss("3.110").Check)), [
            "usr/lib/libsoftokn3.so: nss | NSS 3.111 | conditional | broken | none none | reached",
        ]),
        ["libgcrypt with a variable that builds may not read"] = (image => Layer(layer => layer.File("usr/bin/app", StubModule.Program("libgcrypt.so.20"), 0x1ED).File("usr/lib/libgcrypt.so.20", Elf("This is Libgcrypt 1.10.1 - x\0/proc/sys/crypto/fips_enabled\0LIBGCRYPT_FORCE_FIPS_MODE", ["gcry_check_version"], "libgcrypt.so.20")))(image.Env("LIBGCRYPT_FORCE_FIPS_MODE=1")), [
            "usr/lib/libgcrypt.so.20: libgcrypt | libgcrypt 1.10.1 | conditional | none | none none | reached",
        ]),
        ["libgcrypt switched on by its file"] = (Layer(layer => Gcrypt(layer, "\0/etc/gcrypt/fips_enabled")), [
            "usr/lib/libgcrypt.so.20: libgcrypt | libgcrypt 1.10.1 | on | none | none none | reached",
        ]),
        ["libgcrypt that does not look for the file"] = (Layer(layer => Gcrypt(layer, "")), [
            "usr/lib/libgcrypt.so.20: libgcrypt | libgcrypt 1.10.1 | conditional | none | none none | reached",
        ]),
        ["Go of Microsoft by its toolset alone, and no OpenSSL is there"] = (Go("go1.26.0", ["build\tmicrosoft_toolset_version=1.26.0-2", "build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on"], "crypto/sha256.Sum256", "crypto/internal/fips140/v1.0.0/sha256.block"), [
            "usr/bin/app: openssl-library | Go with the system's OpenSSL go1.26.0 | off | none | none none | reached",
        ]),
        ["Go of Microsoft that is told to use its own code"] = (Go("go1.26.0", ["build\tmicrosoft_toolset_version=1.26.0-2", "build\tmicrosoft_systemcrypto=0"], "crypto/sha256.Sum256"), [
            "usr/bin/app: go | Go standard library cryptography go1.26.0 | off | none | none none | reached",
        ]),
        ["Go without the module, switched on by the environment"] = (image => Go("go1.24.4", ["build\tGOFIPS140=off"], "crypto/sha256.Sum256")(image.Env("GODEBUG=fips140=on")), [
            "usr/bin/app: go | Go standard library cryptography go1.24.4 | off | none | none none | reached",
        ]),
        ["BoringCrypto whose own value agrees"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so"), 0x1ED).File("usr/lib/libcrypto.so", StubPrograms.Boring(marked: false))), [
            "usr/lib/libcrypto.so: boringcrypto | BoringCrypto 2022061300 | on | ok | candidate active | reached",
        ]),
        ["BoringCrypto whose own value does not fit"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so"), 0x1ED).File("usr/lib/libcrypto.so", Changed(StubPrograms.Boring(marked: false), "code of"u8))), [
            "usr/lib/libcrypto.so: boringcrypto | BoringCrypto 2022061300 | on | broken | candidate active | reached",
        ]),
        ["wolfSSL of the module's bundle"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libwolfssl.so.35"), 0x1ED).File("usr/lib/libwolfssl.so.35", Elf("x", ["wolfCrypt_Init", "wolfCrypt_GetStatus_fips"], "libwolfssl.so.35"))), [
            "usr/lib/libwolfssl.so.35: wolfcrypt | wolfCrypt ? | ? | none | candidate active | reached",
        ]),
        ["never validated: Heimdal, Hogweed"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libhcrypto.so.5", "libhogweed.so.6"), 0x1ED).File("usr/lib/libhcrypto.so.5", Elf("x", ["hc_EVP_DigestInit_ex"], "libhcrypto.so.5")).File("usr/lib/libhogweed.so.6", Elf("x", ["nettle_rsa_public_key_init"], "libhogweed.so.6"))), [
            "usr/lib/libhcrypto.so.5: heimdal | Heimdal hcrypto ? | off | none | none none | reached",
            "usr/lib/libhogweed.so.6: nettle | Hogweed ? | off | none | none none | reached",
        ]),
        ["the host's kernel through cryptsetup and strongSwan"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcryptsetup.so.12", "libstrongswan-af-alg.so"), 0x1ED).File("usr/lib/libcryptsetup.so.12", Elf("x", ["crypt_activate_by_passphrase"], "libcryptsetup.so.12")).File("usr/lib/ipsec/plugins/libstrongswan-af-alg.so", Elf("x", ["af_alg_plugin_create"], "libstrongswan-af-alg.so"))), [
            "usr/lib/ipsec/plugins/libstrongswan-af-alg.so: kernel | Kernel cryptography through strongSwan ? | conditional | none | none none | reached",
            "usr/lib/libcryptsetup.so.12: kernel | Kernel cryptography through cryptsetup ? | conditional | none | none none | reached",
        ]),
        ["interim certificate whose day has passed"] = (Layer(layer => Configured(layer, StubModule.Provider(RedHat, "3.0.1-3f45e68ee408cd9c", marked: false))), [
            $"{Library} on | none | none none | reached", $"usr/lib/ossl-modules/fips.so: openssl-provider | {RedHat} 3.0.1-3f45e68ee408cd9c | on | ok | exact interim-passed | reached",
        ]),
        ["name of an active and of a historical certificate under FIPS 140-3"] = (Layer(layer => Configured(layer, StubModule.Provider("CryptoComply 140-3 FIPS Provider", "3.0.0", marked: false))), [
            $"{Library} on | none | none none | reached", "usr/lib/ossl-modules/fips.so: openssl-provider | CryptoComply 140-3 FIPS Provider 3.0.0 | on | ok | candidate active | reached",
        ]),
        ["label that names a certificate is no evidence"] = (image => Layer(layer => Configured(layer, StubModule.Provider("OpenSSL FIPS Provider", "3.5.9", marked: false)))(image.Label("fips.certificate", "4985").Label("org.example.fips.validated", "true")), [
            $"{Library} on | none | none none | reached", "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.5.9 | on | ok | none none | reached",
        ]),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    private static byte[] Node => Elf("OpenSSL 3.0.19 1 Jan 2026\0OPENSSLDIR: \"/etc/ssl\"\0MODULESDIR: \"/usr/lib/ossl-modules\"", ["EVP_DigestInit_ex", "RAND_bytes", "OPENSSL_init_crypto"], "");

    private static byte[] First => Elf("OpenSSL 1.1.1k  FIPS 25 Mar 2021\0OPENSSLDIR: \"/etc/pki/tls\"\0/proc/sys/crypto/fips_enabled\0orboDeJITITejsirpADONivirpUkvarP", ["EVP_DigestInit_ex", "RAND_bytes", "OPENSSL_init_crypto", "FIPS_mode_set"], "libcrypto.so.1.1");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_is_found_as_what_it_is(string row) => Assert.Equal(string.Join('\n', Table[row].Lines), ModuleLines.Of(Table[row].Build));

    [Theory]
    [InlineData("amd64", "/lib/ld-musl-x86_64.so.1")]
    [InlineData("arm64", "/lib64/ld-linux-aarch64.so.1")]
    public void Environment_of_a_certificate_is_never_taken_from_the_image(string architecture, string loader)
    {
        var facts = CollectionWorld.Collect(image => Layer(layer => Configured(layer).File(loader[1..], "x"))(image.Platform("linux", architecture)), new Compliance.Evidence.Collection.CryptoModuleCollector());
        Assert.All(facts.OfKind(Compliance.Policy.Facts.FactKind.CryptoModule), fact => Assert.False(((Compliance.Policy.Facts.CryptoModuleFact)fact.Value).OperationalEnvironment.IsKnown));
    }

    private static Action<ImageBuilder> Layer(Func<LayerBuilder, LayerBuilder> add) => image => image.Entrypoint("/usr/bin/app").Layer(layer => add(layer));

    /// <summary>A layer on top of a configured image.</summary>
    private static Action<ImageBuilder> Above(Func<LayerBuilder, LayerBuilder> add) => image => image.Entrypoint("/usr/bin/app").Layer(layer => Configured(layer)).Layer(layer => add(layer));

    private static Action<ImageBuilder> Started(string program, Action<ImageBuilder> build) => image =>
    {
        build(image);
        image.Entrypoint(program);
    };

    private static Action<ImageBuilder> Go(string version, string[] settings, params string[] functions) =>
        Layer(layer => layer.File("usr/bin/app", StubPrograms.Go(version, settings, functions, marked: false), 0x1ED));

    private static LayerBuilder Unconfigured(LayerBuilder layer, byte[] provider, byte[] library) =>
        layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", library).File("usr/lib/ossl-modules/fips.so", provider);

    private static LayerBuilder Configured(LayerBuilder layer, byte[]? provider = null) => Unconfigured(layer, provider ?? Fips, StubModule.Libcrypto())
        .File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider ?? Fips));

    private static LayerBuilder Gcrypt(LayerBuilder layer, string more) => layer.File("usr/bin/app", StubModule.Program("libgcrypt.so.20"), 0x1ED).File("etc/gcrypt/fips_enabled", "")
        .File("usr/lib/libgcrypt.so.20", Elf($"This is Libgcrypt 1.10.1 - x\0/proc/sys/crypto/fips_enabled{more}", ["gcry_check_version"], "libgcrypt.so.20"));

    private static byte[] Changed(byte[] bytes, ReadOnlySpan<byte> at)
    {
        bytes[bytes.AsSpan().IndexOf(at)] ^= 1;
        return bytes;
    }

    private static byte[] Flipped(byte[] bytes)
    {
        bytes[^1] ^= 1;
        return bytes;
    }

    private static byte[] Elf(string text, string[] symbols, string soname) => StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), symbols, ["libc.so.6"], soname);
}
