using System.Text;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>One case a row of what is detected, each at the level of an image.</summary>
public sealed class DetectionTableTests
{
    private const string Frozen = "crypto/internal/fips140/v1.0.0/sha256.block";
    private const string Plain = "crypto/sha256.Sum256";
    private static readonly byte[] Fips = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);

    private static readonly Dictionary<string, (Action<ImageBuilder> Build, string[] Lines)> Table = new(StringComparer.Ordinal)
    {
        ["OpenSSL 3 provider of Debian's folder"] = (Layer(layer => OpenSsl(layer, Fips, "usr/lib/x86_64-linux-gnu/ossl-modules", "/usr/lib/x86_64-linux-gnu/ossl-modules")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/x86_64-linux-gnu/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["OpenSSL 3 provider of Red Hat's folder, value inside"] = (Layer(layer => OpenSsl(layer, StubModule.ProviderWithEmbeddedMac("Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", marked: false), "usr/lib64/ossl-modules", "/usr/lib64/ossl-modules", StubModule.Libcrypto("3.0.7", modulesDirectory: "/usr/lib64/ossl-modules", followsKernelFlag: true), configured: false)), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.0.7 | conditional | none | none none | reached",
            "usr/lib64/ossl-modules/fips.so: openssl-provider | Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-395c1a240fbfffd8 | conditional | ok | exact active | ?",
        ]),
        ["OpenSSL 3 provider below /usr/local"] = (Layer(layer => OpenSsl(layer, Fips, "usr/local/lib64/ossl-modules", "/usr/local/lib64/ossl-modules")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/local/lib64/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["provider of a vendor's own key"] = (Layer(layer => OpenSsl(layer, StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false, standardKey: false))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | not-checkable | exact active | reached",
        ]),
        ["provider built from an unvalidated release"] = (Layer(layer => OpenSsl(layer, StubModule.Provider("OpenSSL FIPS Provider", "3.5.9", marked: false))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.5.9 | on | ok | none none | reached",
        ]),
        ["OpenSSL 1.1.1 of Red Hat with .hmac"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.1.1"), 0x1ED).File("usr/lib64/libcrypto.so.1.1.1k", First(" FIPS")).File("usr/lib64/.libcrypto.so.1.1.1k.hmac", new string('0', 64) + "\n")), [
            "usr/lib64/libcrypto.so.1.1.1k: openssl-1 | OpenSSL 1.1.1k | conditional | broken | candidate active | reached",
        ]),
        ["OpenSSL 1.1.1 without FIPS"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so.1.1"), 0x1ED).File("usr/lib64/libcrypto.so.1.1", First(""))), [
            "usr/lib64/libcrypto.so.1.1: openssl-library | OpenSSL 1.1.1k | conditional | none | none none | reached",
        ]),
        ["FIPS object module 2.0 inside a program"] = (Layer(layer => layer.File("usr/bin/app", Elf("FIPS 2.0.16 validated\0OpenSSL 1.0.2u  20 Dec 2019", ["FIPS_incore_fingerprint", "FIPS_rodata_start", "EVP_DigestInit_ex", "RAND_bytes"], ""), 0x1ED)), [
            "usr/bin/app: openssl-1 | OpenSSL FIPS Object Module 2.0.16 | ? | ? | none none | reached",
        ]),
        ["copy of OpenSSL inside a program that defines its functions"] = (Layer(layer => layer.File("usr/bin/app", Elf("OpenSSL 3.0.19 1 Jan 2026", ["EVP_DigestInit_ex", "RAND_bytes", "OPENSSL_init_crypto"], ""), 0x1ED)), [
            "usr/bin/app: openssl-library | OpenSSL 3.0.19 | ? | none | none none | reached",
        ]),
        ["library of a repaired wheel"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libc.so.6"), 0x1ED).File("opt/x.libs/libcrypto-1a2b3c4d.so.3", StubModule.Libcrypto("3.0.16"))), [
            "opt/x.libs/libcrypto-1a2b3c4d.so.3: openssl-library | OpenSSL 3.0.16 | off | none | none none | ?",
        ]),
        [".NET opens libssl by name"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libSystem.Security.Cryptography.Native.OpenSsl.so"), 0x1ED).File("opt/dotnet/libSystem.Security.Cryptography.Native.OpenSsl.so", Elf("libssl.so", ["?dlopen"], "libSystem.Security.Cryptography.Native.OpenSsl.so")).File("usr/lib/libssl.so.3", StubElf.Write("\0x\0"u8.ToArray(), [], ["libcrypto.so.3"], "libssl.so.3")).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | off | none | none none | reached",
        ]),
        ["BoringCrypto in Go"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4 X:boringcrypto", ["build\tGOEXPERIMENT=boringcrypto"], [Plain, "_Cfunc__goboringcrypto_SHA256_Init"], marked: false), 0x1ED)), [
            "usr/bin/app: boringcrypto | BoringCrypto ? | on | ? | candidate active | reached",
        ]),
        ["BoringCrypto without cgo"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.19.8 X:boringcrypto", ["build\tGOEXPERIMENT=boringcrypto", "build\tCGO_ENABLED=0"], [Plain]), 0x1ED)), [
            "usr/bin/app: go | Go standard library cryptography go1.19.8 X:boringcrypto | off | none | none none | reached",
        ]),
        ["AWS-LC FIPS"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libcrypto.so"), 0x1ED).File("usr/lib/libcrypto.so", Elf("AWS-LC FIPS 2.0.0", ["awslc_version_string", "BORINGSSL_bcm_text_hash"], "libcrypto.so"))), [
            "usr/lib/libcrypto.so: aws-lc | AWS-LC 2.0.0 | on | ? | none none | reached",
        ]),
        ["Go module, frozen"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on", "build\t-tags=fips140v1.0"], [Frozen], marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0-c2097c7c | on | not-checkable | exact active | reached",
        ]),
        ["Go module, label without snapshot"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0", "build\tDefaultGODEBUG=fips140=on"], [Frozen], marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0 | on | not-checkable | candidate active | reached",
        ]),
        ["Go module in process"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.26.0", ["build\tGOFIPS140=v1.26.0", "build\tDefaultGODEBUG=fips140=on"], ["crypto/internal/fips140/v1.26.0/sha256.block"], marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.26.0 | on | not-checkable | in-process none | reached",
        ]),
        ["Go, latest"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=latest", "build\tDefaultGODEBUG=fips140=on"], [Plain, "crypto/internal/fips140/sha256.block"]), 0x1ED)), [
            "usr/bin/app: go | Go standard library cryptography go1.24.4 | off | none | none none | reached",
        ]),
        ["Go, go:debug only"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4", ["build\tDefaultGODEBUG=fips140=on"], [Plain]), 0x1ED)), [
            "usr/bin/app: go | Go standard library cryptography go1.24.4 | off | none | none none | reached",
        ]),
        ["Go of Microsoft on the system's OpenSSL"] = (Layer(layer => OpenSsl(layer.File("usr/bin/ms", StubPrograms.Go("go1.25.1", ["build\tmicrosoft_systemcrypto=1", "build\tDefaultGODEBUG=fips140=on"], [Plain]), 0x1ED), Fips)), [
            "usr/bin/ms: openssl-library | Go with the system's OpenSSL go1.25.1 | conditional | none | none none | reached",
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["Go of Chainguard"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.25.1", ["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on", "build\tchainguard_cryptographic_module=geomys", "build\tchainguard_entropy_source=geomys"], [Frozen], marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0-c2097c7c | on | not-checkable | exact active | reached",
        ]),
        ["Go with packages outside the module"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on", "dep\tfilippo.io/age\tv1.2.0", "dep\tgithub.com/ProtonMail/go-crypto\tv1.1.0", "dep\tgithub.com/alexedwards/argon2id\tv1.0.0"], [Frozen], marked: false), 0x1ED)), [
            "usr/bin/app: go | Go Cryptographic Module v1.0.0-c2097c7c | on | not-checkable | exact active | reached",
            "usr/bin/app: go-package | filippo.io/age v1.2.0 | off | none | none none | reached",
            "usr/bin/app: go-package | github.com/ProtonMail/go-crypto v1.1.0 | off | none | none none | reached",
            "usr/bin/app: go-package | github.com/alexedwards/argon2id v1.0.0 | off | none | none none | reached",
        ]),
        ["bc-fips with bcprov beside it"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libc.so.6"), 0x1ED).File("app/bc-fips-2.0.0.jar", StubJar.BcFipsJar("2.0.0")).File("app/bcprov.jar", BcProv("bcprov-jdk18on"))), [
            "app/bc-fips-2.0.0.jar: bouncycastle-java | BC-FJA 2.0.0 | ? | ? | candidate active | ?",
            "app/bcprov.jar: bouncycastle | Bouncy Castle 1.78 | off | none | none none | ?",
        ]),
        ["bc-fips-debug and the jars around the module"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libc.so.6"), 0x1ED).File("app/bc-fips-debug-2.0.0.jar", StubJar.Of(StubJar.Manifest("bc-fips-debug", "2.0.0"), StubJar.Class("org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class"), StubJar.Pom("bc-fips-debug", "2.0.0"))).File("app/bctls-fips.jar", StubJar.Of(StubJar.Pom("bctls-fips", "2.0.0"), StubJar.Class("org/bouncycastle/tls/TlsClient.class")))), [
            "app/bc-fips-debug-2.0.0.jar: bouncycastle-repackaged | Bouncy Castle FIPS, debug build 2.0.0 | off | not-checkable | none none | ?",
        ]),
        ["NSS with its value, of a distribution without a validation"] = (Layer(layer => Nss(layer)), [
            "usr/lib/libsoftokn3.so: nss | NSS 3.110 | conditional | ok | none none | reached",
        ]),
        ["libgcrypt"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libgcrypt.so.20"), 0x1ED).File("usr/lib/libgcrypt.so.20", Elf("This is Libgcrypt 1.10.1 - x\0/proc/sys/crypto/fips_enabled", ["gcry_check_version"], "libgcrypt.so.20"))), [
            "usr/lib/libgcrypt.so.20: libgcrypt | libgcrypt 1.10.1 | conditional | none | none none | reached",
        ]),
        ["GnuTLS of Debian"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libgnutls.so.30"), 0x1ED).File("usr/lib/libgnutls.so.30", Elf("GNUTLS_FIPS140_3_4", ["gnutls_global_init"], "libgnutls.so.30"))), [
            "usr/lib/libgnutls.so.30: gnutls | GnuTLS, no FIPS build ? | off | none | none none | reached",
        ]),
        ["wolfSSL of Debian"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libwolfssl.so.35"), 0x1ED).File("usr/lib/libwolfssl.so.35", Elf("x", ["wolfCrypt_Init", "wolfSSL_FIPS_drbg_new"], "libwolfssl.so.35"))), [
            "usr/lib/libwolfssl.so.35: wolfcrypt | wolfCrypt, no FIPS build ? | off | none | none none | reached",
        ]),
        ["never validated: libsodium, mbed TLS, Nettle, LibTomCrypt, LibreSSL"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libsodium.so.23", "libmbedcrypto.so.7", "libnettle.so.8", "libtomcrypt.so.1", "libcrypto.so.50"), 0x1ED)
            .File("usr/lib/libsodium.so.23", Elf("1.0.18", ["crypto_secretbox_easy"], "libsodium.so.23")).File("usr/lib/libmbedcrypto.so.7", Elf("mbed TLS 2.28.3", ["mbedtls_sha256_init"], "libmbedcrypto.so.7"))
            .File("usr/lib/libnettle.so.8", Elf("x", ["nettle_sha256_init"], "libnettle.so.8")).File("usr/lib/libtomcrypt.so.1", Elf("LibTomCrypt 1.18.2", ["register_cipher"], "libtomcrypt.so.1"))
            .File("usr/lib/libcrypto.so.50", Elf("LibreSSL 3.7.3", ["EVP_DigestInit_ex", "RAND_bytes"], "libcrypto.so.50"))), [
            "usr/lib/libcrypto.so.50: openssl-library | LibreSSL 3.7.3 | off | none | none none | reached",
            "usr/lib/libmbedcrypto.so.7: mbedtls | mbed TLS 2.28.3 | off | none | none none | reached",
            "usr/lib/libnettle.so.8: nettle | Nettle ? | off | none | none none | reached",
            "usr/lib/libsodium.so.23: libsodium | libsodium ? | off | none | none none | reached",
            "usr/lib/libtomcrypt.so.1: libtomcrypt | LibTomCrypt 1.18.2 | off | none | none none | reached",
        ]),
        ["crates of Rust"] = (Layer(layer => layer.File("usr/bin/app", StubPrograms.Rust(("ring", "0.17.8"), ("rustls", "0.23.0"), ("sha2", "0.10.8")), 0x1ED)), [
            "usr/bin/app: rust-crate | ring 0.17.8 | off | none | none none | reached",
            "usr/bin/app: rust-crate | sha2 0.10.8 | off | none | none none | reached",
        ]),
        ["cryptography of the host's kernel"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libkcapi.so.1"), 0x1ED).File("usr/lib/libkcapi.so.1", Elf("x", ["kcapi_handle_init"], "libkcapi.so.1"))), [
            "usr/lib/libkcapi.so.1: kernel | Kernel cryptography through libkcapi ? | conditional | none | none none | reached",
        ]),
        ["source of entropy is no module"] = (Layer(layer => layer.File("usr/bin/app", StubModule.Program("libjitterentropy.so.3"), 0x1ED).File("usr/lib/libjitterentropy.so.3", Elf("x", ["jent_entropy_init"], "libjitterentropy.so.3"))), []),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_of_the_table_is_found_as_what_it_is(string row) => Assert.Equal(string.Join('\n', Table[row].Lines), ModuleLines.Of(Table[row].Build));

    private static Action<ImageBuilder> Layer(Func<LayerBuilder, LayerBuilder> add) => image => image.Entrypoint("/usr/bin/app").Layer(layer => add(layer));

    private static byte[] Elf(string text, string[] symbols, string soname) => StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), symbols, ["libc.so.6"], soname);

    private static byte[] First(string fips) => Elf($"OpenSSL 1.1.1k {fips} 25 Mar 2021\0OPENSSLDIR: \"/etc/pki/tls\"\0/proc/sys/crypto/fips_enabled\0orboDeJITITejsirpADONivirpUkvarP", ["EVP_DigestInit_ex", "RAND_bytes", "OPENSSL_init_crypto", "FIPS_mode_set"], "libcrypto.so.1.1");

    private static byte[] BcProv(string artifact) => StubJar.Of(StubJar.Class("org/bouncycastle/jce/provider/BouncyCastleProvider.class"), StubJar.Pom(artifact, "1.78"));

    private static LayerBuilder Nss(LayerBuilder layer)
    {
        var (library, check) = StubPrograms.Nss("3.110");
        return layer.File("usr/bin/app", StubModule.Program("libsoftokn3.so"), 0x1ED).File("usr/lib/libsoftokn3.so", library).File("usr/lib/libsoftokn3.chk", check);
    }

    private static LayerBuilder OpenSsl(LayerBuilder layer, byte[] provider, string folder = "usr/lib/ossl-modules", string modules = "/usr/lib/ossl-modules", byte[]? library = null, bool configured = true)
    {
        layer.File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/lib/libcrypto.so.3", library ?? StubModule.Libcrypto(modulesDirectory: modules)).File($"{folder}/fips.so", provider);
        return configured ? layer.File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider)) : layer;
    }
}
