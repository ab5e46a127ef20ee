using System.Text;
using Compliance.Evidence.Collection;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.CryptoModules;

/// <summary>The way from the image's command to cryptographic code, and which of several files of a name the loader takes.</summary>
public sealed class LoadPathTests
{
    private const string System = "usr/lib/libcrypto.so.3";
    private const string Own = "opt/app/lib/libcrypto.so.3";
    private static readonly byte[] Library = StubModule.Libcrypto();

    private static readonly Dictionary<string, (Circumstance Image, string[] Lines)> Table = new(StringComparer.Ordinal)
    {
        ["own search path of the program"] = (Of(App("runpath:/opt/app/lib")), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: not reached: the command's programs load nothing else"]),
        ["search path from the program's own place"] = (Of(App("runpath:$ORIGIN/../../opt/app/lib")), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: not reached: the command's programs load nothing else"]),
        ["search path with a token that only the machine knows"] = (Of(App("runpath:/opt/$PLATFORM/lib")), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: from the command: usr/bin/app → {System}"]),
        ["no search path: the loader's own folders"] = (Of(App()), [$"{Own}: not reached: the command's programs load nothing else", $"{System}: from the command: usr/bin/app → {System}"]),
        ["search path that holds for what is loaded, too"] = (Of(layer => Program(layer, "app", "libmiddle.so", "libc.so.6", "rpath:/opt/app/lib").File("usr/lib/libmiddle.so", Elf("libmiddle.so", "libcrypto.so.3", "libc.so.6"))), [
            $"{Own}: from the command: usr/bin/app → usr/lib/libmiddle.so → {Own}", $"{System}: from the command: usr/bin/app → usr/lib/libmiddle.so → {System}"]),
        ["LD_LIBRARY_PATH comes before the program's own"] = (Of(App("runpath:/usr/lib"), "LD_LIBRARY_PATH=/opt/app/lib"), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: not reached: the command's programs load nothing else"]),
        ["script that sets LD_LIBRARY_PATH: every file of the name"] = (Of(layer => App()(layer).File("start", "#!/bin/sh\nLD_LIBRARY_PATH=/opt/app/lib exec app\n", 0x1ED)) with { Entrypoint = "/start" }, [
            $"{Own}: from the command: start → usr/bin/app → {Own}", $"{System}: from the command: start → usr/bin/app → {System}"]),
        ["loader's table names a folder of its own"] = (Of(layer => App()(layer).File("etc/ld.so.cache", StubLoaderCache.Write(("libcrypto.so.3", $"/{Own}"))).Whiteout(System)), [$"{Own}: from the command: usr/bin/app → {Own}"]),
        ["loader's table behind one of the older form"] = (Of(layer => App()(layer).File("etc/ld.so.cache", StubLoaderCache.Behind(StubLoaderCache.Write(("libz.so.1", "/usr/lib/libz.so.1"))))), [
            $"{Own}: not reached: the command's programs load nothing else", $"{System}: from the command: usr/bin/app → {System}"]),
        ["loader's table that can't be read: every file of the name"] = (Of(layer => App()(layer).File("etc/ld.so.cache", "no table at all, and longer than a header would be")), [
            $"{Own}: from the command: usr/bin/app → {Own}", $"{System}: from the command: usr/bin/app → {System}", "gap MODU-0026"]),
        ["musl's own list of folders"] = (Of(layer => App()(layer).File("etc/ld-musl-x86_64.path", "/opt/app/lib\n").Whiteout(System)), [$"{Own}: from the command: usr/bin/app → {Own}"]),
        ["build for newer processors below the folder"] = (Of(layer => App()(layer).File("usr/lib/glibc-hwcaps/x86-64-v3/libcrypto.so.3", Library)), [
            $"{Own}: not reached: the command's programs load nothing else", "usr/lib/glibc-hwcaps/x86-64-v3/libcrypto.so.3: from the command: usr/bin/app → usr/lib/glibc-hwcaps/x86-64-v3/libcrypto.so.3", $"{System}: from the command: usr/bin/app → {System}"]),
        ["preloaded into every program"] = (Of(layer => Program(layer, "app", "libc.so.6"), $"LD_PRELOAD=/{Own}"), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: not reached: the command's programs load nothing else"]),
        ["preloaded by the loader's own file"] = (Of(layer => Program(layer, "app", "libc.so.6").File("etc/ld.so.preload", $"/{Own}\n")), [$"{Own}: from the command: usr/bin/app → {Own}", $"{System}: not reached: the command's programs load nothing else"]),
        ["name that nothing of the order has: every file of the name"] = (Of(layer => App()(layer).Whiteout(System)), [$"{Own}: from the command: usr/bin/app → {Own}"]),
        ["entrypoint script names the program"] = (Of(layer => Program(App()(layer), "gosu", "libc.so.6").File("start", "#!/bin/sh\n# exec other\nset -e\nif true; then exec gosu user app \"$@\"; fi\n", 0x1ED)) with { Entrypoint = "/start" }, [
            $"{Own}: ?: nothing links it; a program may load it by name", $"{System}: from the command: start → usr/bin/app → {System}"]),
        ["module of an interpreter"] = (Of(layer => Program(Program(layer, "python3.11", "libc.so.6"), "env", "libc.so.6").Symlink("usr/bin/python3", "python3.11").File("start", "#!/usr/bin/env python3\n", 0x1ED)
            .File("usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", Elf("", "libcrypto.so.3"))) with
        { Entrypoint = "/start" }, [
            $"{Own}: ?: nothing links it; a program may load it by name", $"{System}: from the command: start → usr/bin/python3.11 → usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so → {System}"]),
        ["modules of Node, Ruby and PHP"] = (Of(layer => Program(Program(layer.File("usr/bin/node", Opener("x"), 0x1ED), "ruby3.1", "libc.so.6"), "php8.2", "libmbedcrypto.so.7").File("app/node_modules/x/x.node", Elf("", "libsodium.so.23")).File("usr/lib/libsodium.so.23", Sodium)
            .File("usr/lib/x86_64-linux-gnu/ruby/3.1.0/openssl.so", Elf("", "libcrypto.so.3")).File("usr/lib/libmbedcrypto.so.7", Mbed).Whiteout(Own)) with
        { Entrypoint = "/usr/bin/node" }, [
            $"{System}: usr/bin/ruby3.1 → usr/lib/x86_64-linux-gnu/ruby/3.1.0/openssl.so → {System}", "usr/lib/libmbedcrypto.so.7: usr/bin/php8.2 → usr/lib/libmbedcrypto.so.7", "usr/lib/libsodium.so.23: from the command: usr/bin/node → app/node_modules/x/x.node → usr/lib/libsodium.so.23"]),
        ["library opened by a name in the program's data"] = (Of(layer => layer.File("usr/bin/app", Opener("/usr/lib/libsodium.so.23"), 0x1ED).File("usr/lib/libsodium.so.23", Sodium).Whiteout(Own).Whiteout(System)), [
            "usr/lib/libsodium.so.23: from the command: usr/bin/app → usr/lib/libsodium.so.23"]),
        ["library that only another unused library links"] = (Of(layer => layer.File("usr/bin/app", Opener("x"), 0x1ED).File("usr/lib/libunused.so", Elf("libunused.so", "libsodium.so.23")).File("usr/lib/libsodium.so.23", Sodium).Whiteout(Own).Whiteout(System)), [
            "usr/lib/libsodium.so.23: ?: usr/lib/libunused.so links it, and nothing that is known loads that; a program may load it by name"]),
        ["object file that only a build takes"] = (Of(layer => layer.File("usr/bin/app", Opener("x"), 0x1ED).File("usr/share/go/boring.syso", Relocatable()).Whiteout(Own).Whiteout(System)), [
            "usr/share/go/boring.syso: ?: an object file: nothing starts it, and a build may link it in"]),
    };

    public static TheoryData<string> Ways => [.. Table.Keys];

    private static byte[] Sodium => StubElf.Write("\0x\0"u8.ToArray(), ["crypto_secretbox_easy"], ["libc.so.6"], "libsodium.so.23");

    private static byte[] Mbed => StubElf.Write("\0mbed TLS 2.28.3\0"u8.ToArray(), ["mbedtls_sha256_init"], ["libc.so.6"], "libmbedcrypto.so.7");

    [Theory]
    [MemberData(nameof(Ways))]
    public void Way_is_that_of_the_loader(string way)
    {
        var facts = CollectionWorld.Collect(Table[way].Image.Build, new CryptoModuleCollector());
        var lines = facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).OrderBy(module => module.Path, StringComparer.Ordinal)
            .Select(module => $"{module.Path}: {(module.Reachable.IsKnown ? module.Reachable.Value ? "" : "not reached: " : "?: ")}{module.ReachedBy}")
            .Concat(facts.Gaps.Select(gap => $"gap {gap.Code.Text}"));
        Assert.Equal(string.Join('\n', Table[way].Lines), string.Join('\n', lines));
    }

    [Fact]
    public void Sources_of_entropy_are_named_beside_a_certificate_that_leaves_them_to_the_user()
    {
        var provider = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2", marked: false);
        var facts = CollectionWorld.Collect(
            Of(layer => App()(layer).File("usr/lib/ossl-modules/fips.so", provider).File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration()).File("etc/ssl/fipsmodule.cnf", StubModule.FipsModuleConfiguration(provider))
                .File("usr/lib/libjitterentropy.so.3", StubElf.Write("x"u8.ToArray(), ["jent_entropy_init"], ["libc.so.6"], "libjitterentropy.so.3"))).Build,
            new CryptoModuleCollector());
        var modules = facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).ToDictionary(module => module.Path, StringComparer.Ordinal);
        Assert.Equal(["jitterentropy (usr/lib/libjitterentropy.so.3); ESV records of such a source: E191 of Chainguard, Inc., E318 of Geomys LLC"], modules["usr/lib/ossl-modules/fips.so"].EntropySources);
        Assert.True(modules["usr/lib/ossl-modules/fips.so"].EntropyCaveat.Value);
        Assert.Empty(modules[System].EntropySources);
    }

    private static Circumstance Of(Func<LayerBuilder, LayerBuilder> add, params string[] variables) => new(add, variables, "/usr/bin/app");

    private static Func<LayerBuilder, LayerBuilder> App(params string[] search) => layer => Program(layer, "app", ["libcrypto.so.3", "libc.so.6", .. search]);

    private static LayerBuilder Program(LayerBuilder layer, string name, params string[] needed) => layer.File($"usr/bin/{name}", Elf("", needed), 0x1ED);

    private static byte[] Elf(string soname, params string[] needed) => StubElf.Write("x"u8.ToArray(), [], needed, soname);

    /// <summary>A program that opens libraries by name.</summary>
    private static byte[] Opener(string text) => StubElf.Write(Encoding.ASCII.GetBytes($"\0{text}\0"), ["?dlopen"], ["libc.so.6"], "");

    private static byte[] Relocatable()
    {
        var bytes = StubElf.Write("x"u8.ToArray(), ["BORINGSSL_bcm_text_start", "BORINGSSL_integrity_test"], [], "");
        bytes[16] = 1;
        return bytes;
    }

    /// <summary>An image with two files that answer to <c>libcrypto.so.3</c>, and what a case adds.</summary>
    private sealed record Circumstance(Func<LayerBuilder, LayerBuilder> Add, string[] Variables, string Entrypoint)
    {
        public void Build(ImageBuilder image) => image.Entrypoint(Entrypoint).Env(Variables)
            .Layer(layer => layer.File("usr/lib/libc.so.6", Elf("libc.so.6")).File(System, Library).File(Own, Library))
            .Layer(layer => Add(layer));
    }
}
