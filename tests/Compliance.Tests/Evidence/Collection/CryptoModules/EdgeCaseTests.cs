using System.Text;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>One case a trap that images set for scanners.</summary>
public sealed class EdgeCaseTests
{
    private const string Frozen = "crypto/internal/fips140/v1.0.0/sha256.block";
    private static readonly byte[] Fips = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);

    private static readonly Dictionary<string, (Action<ImageBuilder> Build, string[] Lines)> Table = new(StringComparer.Ordinal)
    {
        ["rebrand: the same code under another name"] = (Image(StubModule.Provider("Chainguard FIPS Provider for OpenSSL", "3.1.2", marked: false)), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | Chainguard FIPS Provider for OpenSSL 3.1.2 | on | ok | exact active | reached",
        ]),
        ["section named fips loads another provider"] = (image => Base(image, Fips).Layer(layer => layer
            .File("usr/lib/ossl-modules/libwolfprov.so", StubElf.Write("\0wolfSSL Provider\0"u8.ToArray(), ["OSSL_provider_init"], ["libc.so.6"], ""))
            .File("etc/ssl/fipsmodule.cnf", "[fips_sect]\nactivate = 1\nmodule = /usr/lib/ossl-modules/libwolfprov.so\n")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | off | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | off | not-checkable | exact active | ?",
            "usr/lib/ossl-modules/libwolfprov.so: openssl-other-provider |  ? | on | none | none none | reached",
        ]),
        ["another provider activated beside the validated one"] = (image => Base(image, Fips).Layer(layer => layer
            .File("usr/lib/ossl-modules/libwolfprov.so", StubElf.Write("\0wolfSSL Provider\0"u8.ToArray(), ["OSSL_provider_init"], ["libc.so.6"], ""))
            .File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration().Replace("base = ", "wolf = wolf_sect\nbase = ", StringComparison.Ordinal) + "[wolf_sect]\nactivate = 1\nmodule = /usr/lib/ossl-modules/libwolfprov.so\n")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
            "usr/lib/ossl-modules/libwolfprov.so: openssl-other-provider |  ? | on | none | none none | reached",
        ]),
        ["two providers, the second in no folder that is looked in"] = (image => Base(image, Fips).Layer(layer => layer.File("opt/ossl-modules/fips.so", StubModule.Provider("Second FIPS Provider", "3.0.9"))), [
            "opt/ossl-modules/fips.so: openssl-provider | Second FIPS Provider 3.0.9 | ? | not-checkable | none none | ?",
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["provider without its configuration"] = (image => Base(image, Fips).Layer(layer => layer.Whiteout("etc/ssl/fipsmodule.cnf")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | off | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | off | not-checkable | exact active | ?",
        ]),
        ["configuration of another build"] = (image => Base(image, Fips).Layer(layer => layer.File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(StubModule.Provider("Other", "1.0.0")))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | broken | exact active | reached",
        ]),
        ["stripped behind the installation"] = (image => Base(image, Fips).Layer(layer => layer.File("usr/lib/ossl-modules/fips.so", Fips[..^64])), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | broken | exact active | reached",
        ]),
        ["variable set by the entrypoint's script"] = (image => Base(image, Fips).Entrypoint("/start").Layer(layer => layer.File("start", "#!/bin/sh\nexport OPENSSL_CONF=/tmp/x\nexec /usr/bin/app\n", 0x1ED)), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | ? | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | ? | not-checkable | exact active | ?",
        ]),
        ["leftover of a lower layer"] = (image => Base(image, Fips).Layer(layer => layer.Whiteout("usr/lib/ossl-modules/fips.so")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | off | none | none none | reached",
        ]),
        ["default provider active beside, no property"] = (image => Base(image, Fips).Layer(layer => layer.File("etc/ssl/openssl.cnf", "openssl_conf = i\n.include /etc/ssl/fipsmodule.cnf\n[i]\nproviders = p\n[p]\nfips = fips_sect\ndefault = d\n[d]\nactivate = 1\n")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["newer library with the validated provider"] = (image => Base(image, Fips).Layer(layer => layer.File("usr/lib/libcrypto.so.3", StubModule.Libcrypto("3.5.4"))), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.5.4 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["historical under FIPS 140-2"] = (Image(StubModule.Provider("OpenSSL FIPS Provider", "3.0.9", marked: false)), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.0.9 | on | ok | exact historical | reached",
        ]),
        ["build for another machine of the same version"] = (Image(StubModule.Provider("Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider", "3.0.7-cda111b5812c30d4", marked: false)), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider 3.0.7-cda111b5812c30d4 | on | ok | candidate active | reached",
        ]),
        ["Go switched off by the environment"] = (image => image.Entrypoint("/app").Env("GODEBUG=fips140=off").Layer(layer => layer.File("app", Go(), 0x1ED)), [
            "app: go | Go Cryptographic Module v1.0.0-c2097c7c | off | not-checkable | exact active | reached",
        ]),
        ["Go switched off in the command"] = (image => image.Entrypoint("/bin/sh", "-c", "GODEBUG=fips140=off /app").Layer(layer => layer.File("bin/sh", StubModule.Program("libc.so.6"), 0x1ED).File("app", Go(), 0x1ED)), [
            "app: go | Go Cryptographic Module v1.0.0-c2097c7c | ? | not-checkable | exact active | reached",
        ]),
        ["static program and nothing else"] = (image => image.Entrypoint("/app").Layer(layer => layer.File("app", Go(), 0x1ED)), [
            "app: go | Go Cryptographic Module v1.0.0-c2097c7c | on | not-checkable | exact active | reached",
        ]),
        ["client beside the service"] = (image => Base(image, Fips).Layer(layer => layer.File("usr/bin/ssh", StubModule.Program("libcrypto.so.3"), 0x1ED).File("usr/bin/dropbear", Text("LibTomCrypt 1.18.2", ["register_cipher"]), 0x1ED)), [
            "usr/bin/dropbear: libtomcrypt | LibTomCrypt 1.18.2 | off | none | none none | reached",
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["fat jar with a shaded provider"] = (image => image.Entrypoint("/app").Layer(layer => layer.File("app", StubModule.Program("libc.so.6"), 0x1ED).File("lib/fat.jar", StubJar.Of(
            StubJar.Class("com/app/shaded/org/bouncycastle/jce/provider/BouncyCastleProvider.class"), StubJar.Class("com/app/Main.class"))).File("lib/bc-fips.jar", StubJar.BcFipsJar("2.0.0"))), [
            "lib/bc-fips.jar: bouncycastle-java | BC-FJA 2.0.0 | ? | ? | candidate active | ?",
            "lib/fat.jar: bouncycastle | Bouncy Castle, shaded ? | off | none | none none | ?",
        ]),
        ["wheel with its own copy beside the system's provider"] = (image => Base(image, Fips).Layer(layer => layer.File("usr/lib/python3/site-packages/cryptography/hazmat/bindings/_rust.abi3.so", Wheel())), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
            "usr/lib/python3/site-packages/cryptography/hazmat/bindings/_rust.abi3.so: openssl-library | OpenSSL 4.0.0 | off | none | none none | reached",
        ]),
        ["configuration copied with its install-status"] = (image => Base(image, Fips).Layer(layer => layer.File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(Fips) + "install-status = INSTALL_SELF_TEST_KATS_RUN\n")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | on | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | on | ok | exact active | reached",
        ]),
        ["section that is not activated"] = (image => Base(image, Fips).Layer(layer => layer.File("etc/ssl/openssl.cnf", "openssl_conf = i\n[i]\nproviders = p\n[p]\ndefault = d\n[d]\nactivate = 1\n")), [
            "usr/lib/libcrypto.so.3: openssl-library | OpenSSL 3.1.2 | off | none | none none | reached",
            "usr/lib/ossl-modules/fips.so: openssl-provider | OpenSSL FIPS Provider 3.1.2 | off | not-checkable | exact active | ?",
        ]),
    };

    public static TheoryData<string> Traps => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Traps))]
    public void Trap_deceives_nobody(string trap) => Assert.Equal(string.Join('\n', Table[trap].Lines), ModuleLines.Of(Table[trap].Build));

    [Theory]
    [InlineData("2026-09-21T12:00:00Z", "active")]
    [InlineData("2026-09-22T03:59:59Z", "active")]
    [InlineData("2026-09-22T04:00:00Z", "historical")]
    public void Last_day_ends_at_midnight_in_the_united_states(string at, string state) =>
        Assert.Contains($"| exact {state} |", ModuleLines.Of(Image(StubModule.Provider("OpenSSL FIPS Provider", "3.0.9", marked: false)), at), StringComparison.Ordinal);

    private static Action<ImageBuilder> Image(byte[] provider) => image => Base(image, provider);

    private static ImageBuilder Base(ImageBuilder image, byte[] provider) => image.Entrypoint("/usr/bin/app").Layer(layer => layer
        .File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED)
        .File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
        .File("usr/lib/ossl-modules/fips.so", provider)
        .File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration())
        .File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider)));

    private static byte[] Go() => StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on"], [Frozen], marked: false);

    private static byte[] Text(string text, string[] symbols) => StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), symbols, ["libc.so.6"], "");

    private static byte[] Wheel()
    {
        var paths = string.Join('\0', new[] { "evp", "rand", "bn", "ec", "rsa" }.Select(folder => $"crypto/{folder}/{folder}_lib.c"));
        return Text($"OpenSSL 4.0.0 14 Apr 2026\0OPENSSLDIR: \"/opt/pyca/cryptography/openssl/ssl\"\0MODULESDIR: \"/opt/pyca/cryptography/openssl/lib64/ossl-modules\"\0{paths}", ["PyInit__rust"]);
    }
}
