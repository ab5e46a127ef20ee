using System.Text;
using Compliance.Cryptography.ModuleIntegrity;
using Compliance.Formats;
using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Formats.Reading;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Scanning;

public sealed class ModuleScannerTests
{
    private const string Frozen = "crypto/internal/fips140/v1.0.0/sha256.block";
    private const string Plain = "crypto/sha256.Sum256";

    [Theory]
    [InlineData("frozen, with the build of the certificate", "GOFIPS140=v1.0.0-c2097c7c", "fips140=on", Frozen, "Go Cryptographic Module", "v1.0.0-c2097c7c", "on")]
    [InlineData("frozen, label without build", "GOFIPS140=v1.0.0", "fips140=on", Frozen, "Go Cryptographic Module", "v1.0.0", "on")]
    [InlineData("frozen, off by default", "GOFIPS140=v1.0.0-c2097c7c", "fips140=off", Frozen, "Go Cryptographic Module", "v1.0.0-c2097c7c", "off")]
    [InlineData("frozen, auto of a fork", "GOFIPS140=v1.0.0-c2097c7c", "x=1,fips140=auto", Frozen, "Go Cryptographic Module", "v1.0.0-c2097c7c", "conditional")]
    [InlineData("label without its code", "GOFIPS140=v1.0.0-c2097c7c", "fips140=on", Plain, "Go standard library cryptography", "go1.24.4", "off")]
    [InlineData("latest is in-tree code", "GOFIPS140=latest", "fips140=on", Plain, "Go standard library cryptography", "go1.24.4", "off")]
    [InlineData("mode on without a module", "GOFIPS140=off", "fips140=on", Plain, "Go standard library cryptography", "go1.24.4", "off")]
    [InlineData("experiment without cgo", "GOEXPERIMENT=boringcrypto", "", Plain, "Go standard library cryptography", "go1.24.4", "off")]
    [InlineData("fork on the system's OpenSSL", "GOEXPERIMENT=systemcrypto", "fips140=on", Plain, "Go with the system's OpenSSL", "go1.24.4", null)]
    public void Go_program_is_what_its_code_says(string why, string setting, string debug, string function, string name, string version, string? activation)
    {
        var module = Assert.Single(Scan(StubPrograms.Go("go1.24.4", [$"build\t{setting}", $"build\tDefaultGODEBUG={debug}"], [function])).Modules);

        Assert.True(module is { Family: "go" or "openssl-library", IsStub: true }, why);
        Assert.Equal((name, version, activation), (module.Name, module.Version!.ToString(), module.Activation));
    }

    [Fact]
    public void Go_program_without_cryptography_has_none() => Assert.Empty(Scan(StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0"], ["main.main"])).Modules);

    [Fact]
    public void Packages_outside_the_module_are_reported_beside_it()
    {
        var modules = Scan(StubPrograms.Go("go1.24.4", ["path\tapp", "dep\tgolang.org/x/crypto\tv0.31.0\th1:x", "dep\tgithub.com/a/b\tv1.0.0", "=>\tgithub.com/cloudflare/circl\tv1.6.0"], [Plain])).Modules;

        Assert.Equal(["Go standard library cryptography", "golang.org/x/crypto", "github.com/cloudflare/circl"], modules.Select(module => module.Name));
        Assert.All(modules.Skip(1), module => Assert.Equal(("go-package", "off"), (module.Family, module.Activation)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sum_of_go_is_recomputed_and_a_flipped_byte_breaks_it(bool isPie)
    {
        var bytes = StubPrograms.GoWithFipsObject(["build\tGOFIPS140=latest"], [Plain, Plain, Plain, Plain, Plain, Plain], isPie);
        Assert.Equal("ok", Integrity(bytes));

        bytes[260] ^= 1;
        Assert.Equal("broken", Integrity(bytes));
    }

    [Theory]
    [InlineData("linked into Go", "_Cfunc__goboringcrypto_SHA256_Init", "", "boringcrypto", "on")]
    [InlineData("fork that opens the system's library", "_Cfunc__goboringcrypto_DLOPEN_OPENSSL", "github.com/golang-fips/openssl/v2.dlopen", "openssl-library", null)]
    public void Boring_functions_decide_which_library_go_uses(string why, string function, string other, string family, string? activation)
    {
        var module = Assert.Single(Scan(StubPrograms.Go("go1.20.10 X:boringcrypto", ["build\tGOEXPERIMENT=boringcrypto"], [Plain, function, other])).Modules);

        Assert.True(module.Family == family, why);
        Assert.Equal(activation, module.Activation);
    }

    [Theory]
    [InlineData("a FIPS build", "FIPS_module_name,BORINGSSL_bcm_text_hash,BORINGSSL_integrity_test,EVP_DigestInit_ex,RAND_bytes", "BoringSSL", "boringcrypto", "on", "unknown")]
    [InlineData("functions that every build has", "FIPS_module_name,FIPS_version,EVP_DigestInit_ex,RAND_bytes", "BoringSSL", "boringssl", "off", "none")]
    [InlineData("AWS-LC, FIPS build", "awslc_version_string,BORINGSSL_bcm_text_hash", "AWS-LC FIPS 3.0.0", "aws-lc", "on", "unknown")]
    [InlineData("AWS-LC, other build", "awslc_version_string", "AWS-LC 1.40.0", "aws-lc", "off", "none")]
    public void Boring_library_is_fips_only_with_the_symbols_of_a_fips_build(string why, string symbols, string text, string family, string activation, string integrity)
    {
        var module = Assert.Single(Scan(StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), symbols.Split(','), ["libc.so.6"], "libx.so.1")).Modules);

        Assert.True(module.Family == family, why);
        Assert.Equal((activation, integrity), (module.Activation, module.Integrity));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Value_of_boring_is_recomputed_and_a_flipped_byte_breaks_it(bool isOld, bool hasConstants)
    {
        var bytes = StubPrograms.Boring(isOld, hasConstants);
        var module = Assert.Single(Scan(bytes).Modules);
        Assert.Equal(("boringcrypto", "2022061300", "ok"), (module.Family, module.Version!.Version, RecipeIntegrity.Check(module.Recipe!).Word));

        var changed = (byte[])bytes.Clone();
        changed[bytes.AsSpan().IndexOf("code of"u8)] ^= 1;
        Assert.Equal("broken", RecipeIntegrity.Check(Assert.Single(Scan(changed).Modules).Recipe!).Word);
        var constant = (byte[])bytes.Clone();
        constant[bytes.AsSpan().IndexOf("code of"u8) + 100] ^= 1;
        Assert.Equal(hasConstants ? "broken" : "ok", RecipeIntegrity.Check(Assert.Single(Scan(constant).Modules).Recipe!).Word);
    }

    [Theory]
    [InlineData("stripped", "BORINGSSL_bcm_text_hash")]
    [InlineData("no end", "BORINGSSL_bcm_text_start@0,BORINGSSL_bcm_text_hash@64@32")]
    [InlineData("value of another size", "BORINGSSL_bcm_text_start@0,BORINGSSL_bcm_text_end@64,BORINGSSL_bcm_text_hash@64@20")]
    [InlineData("two modules", "BORINGSSL_bcm_text_start@0,BORINGSSL_bcm_text_start@8,BORINGSSL_bcm_text_end@64,BORINGSSL_bcm_text_hash@64@32")]
    [InlineData("end before start", "BORINGSSL_bcm_text_start@64,BORINGSSL_bcm_text_end@0,BORINGSSL_bcm_text_hash@64@32")]
    [InlineData("outside of the file", "BORINGSSL_bcm_text_start@0,BORINGSSL_bcm_text_end@2000000000,BORINGSSL_bcm_text_hash@64@32")]
    [InlineData("constants without an end", "BORINGSSL_bcm_text_start@0,BORINGSSL_bcm_text_end@64,BORINGSSL_bcm_text_hash@64@32,BORINGSSL_bcm_rodata_start@0")]
    public void Value_of_boring_whose_bounds_are_not_clear_stays_unknown(string why, string symbols)
    {
        var module = Assert.Single(Scan(StubElf.Write(new byte[128], symbols.Split(','), ["libc.so.6"], "libx.so.1")).Modules);
        Assert.True(module is { Recipe: null, Integrity: "unknown" }, why);
    }

    [Fact]
    public void Text_of_boring_functions_alone_is_no_module() =>
        Assert.Equal("go", Assert.Single(Scan(StubPrograms.Go("go1.24.4", [], [Plain, "_Cfunc__goboringcrypto_"])).Modules).Family);

    [Theory]
    [InlineData("libgcrypt", "gcry_check_version", "This is Libgcrypt 1.10.1 - x\0/proc/sys/crypto/fips_enabled", "1.10.1", "conditional")]
    [InlineData("gnutls", "gnutls_global_init", "GNUTLS_FIPS140_3_4", null, "off")]
    [InlineData("wolfcrypt", "wolfCrypt_Init", "wolfSSL_FIPS_drbg_new", null, "off")]
    [InlineData("mbedtls", "mbedtls_sha256_init", "mbed TLS 2.28.3", "2.28.3", "off")]
    [InlineData("libsodium", "crypto_secretbox_easy", "1.0.18", null, "off")]
    [InlineData("nettle", "nettle_sha256_init", "", null, "off")]
    public void Library_is_known_by_what_it_defines(string family, string symbol, string text, string? version, string activation)
    {
        var module = Assert.Single(Scan(StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), [symbol], ["libc.so.6"], "libx.so.1")).Modules);

        Assert.Equal((family, version, activation, true), (module.Family, module.Version?.Version, module.Activation, module.IsLibrary));
    }

    [Theory]
    [InlineData("libsodium", "crypto_secretbox_easy,sodium_version_string@0", "1.0.18")]
    [InlineData("wolfcrypt", "wolfCrypt_Init,wolfSSL_lib_version@0", "1.0.18")]
    [InlineData("wolfcrypt", "wolfCrypt_Init,wolfSSL_lib_version@0,wolfCrypt_GetStatus_fips", null)]
    [InlineData("nettle", "nettle_sha256_init,nettle_version_major@16,nettle_version_minor@32", "3.8")]
    [InlineData("nettle", "nettle_sha256_init,nettle_version_major@16", null)]
    public void Version_is_read_from_the_function_that_returns_it(string family, string symbols, string? version)
    {
        byte[] code = [0x48, 0x8d, 0x05, 0x39, 0, 0, 0, 0xc3, .. new byte[8], 0xb8, 3, 0, 0, 0, 0xc3, .. new byte[10], 0xb8, 8, 0, 0, 0, 0xc3, .. new byte[26], .. "1.0.18\0"u8];
        var module = Assert.Single(Scan(StubElf.Write(code, symbols.Split(','), ["libc.so.6"], "libx.so.1")).Modules);

        Assert.Equal((family, version), (module.Family, module.Version?.ToString()));
    }

    [Fact]
    public void Value_beside_nss_is_recomputed()
    {
        var (library, check) = StubPrograms.Nss("3.110");
        var module = Assert.Single(Scan(library, name => name == "libsoftokn3.chk" ? check : null, "usr/lib/libsoftokn3.so").Modules);
        Assert.Equal(("nss", "3.110", "ok"), (module.Family, module.Version!.Version, RecipeIntegrity.Check(module.Recipe!).Word));

        library[^1] ^= 1;
        Assert.Equal("broken", RecipeIntegrity.Check(Assert.Single(Scan(library, _ => check, "usr/lib/libsoftokn3.so").Modules).Recipe!).Word);
        Assert.Null(Assert.Single(Scan(library, _ => null, "usr/lib/libsoftokn3.so").Modules).Recipe);
        Assert.Null(Assert.Single(Scan(library, _ => new byte[84], "usr/lib/libsoftokn3.so").Modules).Recipe);
    }

    [Fact]
    public void Version_text_alone_is_no_library()
    {
        Assert.Empty(Scan(StubElf.Write("\0OpenSSL 3.0.16 11 Feb 2025\0"u8.ToArray(), [], ["libcrypto.so.3"], "")).Modules);
        Assert.Empty(Scan(StubElf.Write("\0OpenSSL 3.0.16 11 Feb 2025\0"u8.ToArray(), [], [], "")).Modules);
    }

    [Fact]
    public void Copy_inside_a_stripped_program_is_found_by_its_source_paths()
    {
        var paths = string.Join('\0', new[] { "evp", "rand", "bn", "ec", "rsa" }.Select(folder => $"crypto/{folder}/{folder}_lib.c"));
        var data = Encoding.ASCII.GetBytes($"\0OpenSSL 4.0.0 14 Apr 2026\0MODULESDIR: \"/opt/x/ossl-modules\"\0{paths}\0");
        var module = Assert.Single(Scan(StubElf.Write(data, ["PyInit__rust"], ["libc.so.6"], "")).Modules);

        Assert.Equal(("openssl-library", "4.0.0", false), (module.Family, module.Version!.Version, module.IsLibrary));
        Assert.Empty(Scan(StubElf.Write(data, ["PyInit__rust"], ["libcrypto.so.3"], "")).Modules);
    }

    [Fact]
    public void Crates_of_a_rust_program_are_read_and_rustls_is_no_verdict()
    {
        var modules = Scan(StubPrograms.Rust(("rustls", "0.23.0"), ("ring", "0.17.8"), ("serde", "1.0.0"), ("aws-lc-fips-sys", "0.13.0"))).Modules;

        Assert.Equal([("aws-lc-fips-sys", (string?)null), ("ring", "off")], modules.Select(module => (module.Name, module.Activation)));
    }

    [Fact]
    public void Library_that_is_opened_by_name_is_noted()
    {
        var scanned = Scan(StubElf.Write("\0libssl.so\0"u8.ToArray(), ["?dlopen"], ["libc.so.6"], ""));

        Assert.Equal(["libssl.so"], scanned.Elf!.Opens);
        Assert.True(scanned.Elf.LoadsMore);
    }

    [Fact]
    public void Record_is_written_and_read_back_the_same()
    {
        byte[][] programs = [StubModule.Libcrypto(), StubPrograms.Go("go1.24.4", ["build\tGOFIPS140=v1.0.0", "dep\tgolang.org/x/crypto\tv0.31.0"], [Frozen]), "#!/bin/sh\nexport OPENSSL_CONF=/x\n"u8.ToArray()];
        var files = programs.Select((bytes, index) => Scan(bytes, null, $"bin/{index}")).Select(file => file with { Modules = [.. file.Modules.Select(module => module with { Recipe = null })] });
        var document = new ScanDocument(3, [.. files], [new Defect(CryptoModuleDiagnostics.FileUnread, new Locator("lib/x"), "why")]);
        var bytes = ScanDocumentWriter.Write(document);

        var read = ScanDocumentReader.Read(bytes, "d", Limits.Default).Required();

        Assert.Equal(bytes, ScanDocumentWriter.Write(read));
        Assert.Equal((3, 3, 1), (read.Looked, read.Files.Length, read.Unread.Length));
        Assert.Equal(new ScriptLine(2, "export OPENSSL_CONF=/x"), Assert.Single(read.Files[2].Script!.Touches));
        Assert.Equal(document.Files[0].Modules[0].Libcrypto, read.Files[0].Modules[0].Libcrypto);
        foreach (var mutated in Mutations.Of(bytes, Mutations.Count, 3)) _ = ScanDocumentReader.Read(mutated, "d", Limits.Default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutated_program_never_throws(int which)
    {
        byte[] seed = which switch
        {
            0 => StubPrograms.GoWithFipsObject(["build\tGOFIPS140=v1.0.0", "dep\tgolang.org/x/crypto\tv0.31.0"], [Frozen]),
            1 => StubPrograms.Rust(("ring", "0.17.8")),
            2 => StubPrograms.Nss("3.110").Library,
            3 => StubPrograms.GoWithFipsObject(["build\tGOFIPS140=latest"], [Plain], isPie: true),
            _ => StubModule.Libcrypto(),
        };
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, which))
        {
            if (ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: false) is not { } content) continue;
            foreach (var module in content.At(new ModulePlace("usr/lib/libsoftokn3.so", ByteSource.Of(bytes), _ => bytes), Digest.Sha256(new byte[32])).Modules)
            {
                if (module.Recipe is not null) _ = RecipeIntegrity.Check(module.Recipe);
            }
        }
    }

    private static string Integrity(byte[] bytes) => RecipeIntegrity.Check(Assert.Single(Scan(bytes).Modules).Recipe!).Word;

    private static ScannedFile Scan(byte[] bytes, Func<string, ReadOnlyMemory<byte>?>? beside = null, string path = "usr/bin/app") =>
        ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: false)!.At(new ModulePlace(path, ByteSource.Of(bytes), beside ?? (_ => null)), Digest.Sha256(new byte[32]));
}
