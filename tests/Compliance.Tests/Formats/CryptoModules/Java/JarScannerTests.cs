using Compliance.Formats.CryptoModules;
using Compliance.Formats.CryptoModules.Scanning;
using Compliance.Tests.World;

namespace Compliance.Tests.Formats.CryptoModules.Java;

public sealed class JarScannerTests
{
    [Fact]
    public void Module_of_bouncy_castle_is_named_with_its_version()
    {
        var module = Assert.Single(Scan(StubJar.BcFipsJar("2.0.0")));

        Assert.Equal(("bouncycastle-java", "BC-FJA", "2.0.0", "unknown"), (module.Family, module.Name, module.Version!.Version, module.Integrity));
        Assert.Null(module.Activation);
    }

    [Fact]
    public void Version_is_the_manifests_where_there_is_no_pom() =>
        Assert.Equal("2.1.0", Assert.Single(Scan(StubJar.Of(StubJar.Manifest("bc-fips", "2.1.0"), StubJar.Class(StubJar.BcFips)))).Version!.Version);

    [Theory]
    [InlineData("moved to another package", "com/app/shaded/org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class", "bc-fips", null)]
    [InlineData("unpacked among others", StubJar.BcFips, "bc-fips", "com/app/Main.class")]
    [InlineData("debug build", StubJar.BcFips, "bc-fips-debug", null)]
    public void Module_that_is_not_the_jar_of_its_vendor_is_none(string why, string className, string artifact, string? other)
    {
        var entries = new List<(string, byte[])> { StubJar.Class(className), StubJar.Pom(artifact, "2.0.0") };
        if (other is not null) entries.Add(StubJar.Class(other));
        var module = Assert.Single(Scan(StubJar.Of([.. entries])));

        Assert.True(module.Family == "bouncycastle-repackaged", why);
        Assert.Equal(("off", "not-checkable"), (module.Activation, module.Integrity));
    }

    [Fact]
    public void Shaded_provider_in_a_fat_jar_is_found_with_its_place()
    {
        var inner = StubJar.Of(StubJar.Class("com/app/shaded/org/bouncycastle/jce/provider/BouncyCastleProvider.class"));
        var fat = StubJar.Of(("BOOT-INF/lib/inner.jar", inner), ("BOOT-INF/lib/bc-fips-2.0.0.jar", StubJar.BcFipsJar("2.0.0")), StubJar.Class("com/app/Main.class"));
        var modules = Scan(fat);

        Assert.Equal(["Bouncy Castle, shaded", "BC-FJA"], modules.OrderByDescending(module => module.Family.Length == 12).Select(module => module.Name));
        Assert.Contains("in BOOT-INF/lib/inner.jar", modules.Single(module => module.Family == "bouncycastle").Evidence);
    }

    [Fact]
    public void Library_inside_a_jar_is_judged_as_outside()
    {
        var library = StubElf.Write("\0AWS-LC FIPS 3.0.0\0"u8.ToArray(), ["awslc_version_string", "BORINGSSL_bcm_text_hash"], ["libc.so.6"], "libamazonCorrettoCryptoProvider.so");
        var modules = Scan(StubJar.Of(StubJar.Class("com/amazon/corretto/crypto/provider/AmazonCorrettoCryptoProvider.class"), ("com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider.so", library)));

        Assert.Equal(["accp", "aws-lc"], modules.Select(module => module.Family).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Jar_without_providers_has_none() => Assert.Empty(Scan(StubJar.Of(StubJar.Class("com/app/Main.class"), StubJar.Pom("bc-fips", "2.0.0"))));

    [Fact]
    public void Jars_in_jars_end()
    {
        var jar = StubJar.BcFipsJar("2.0.0");
        for (var depth = 0; depth < 8; depth++) jar = StubJar.Of(("lib/next.jar", jar));

        Assert.Empty(Scan(jar));
    }

    [Fact]
    public void Mutated_jar_never_throws()
    {
        var seed = StubJar.Of(("lib/a.jar", StubJar.BcFipsJar("2.0.0")), StubJar.Class(StubJar.BcProv), StubJar.Manifest("x", "1"));
        foreach (var bytes in Mutations.Of(seed, Mutations.Count, 11)) _ = ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: true);
    }

    private static FoundModule[] Scan(byte[] bytes) => [.. ModuleScanner.Scan(ByteSource.Of(bytes), isArchive: true)!.Modules];
}
