using Compliance.Evidence.Collection;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

public sealed class CryptoModuleCollectorTests
{
    private static readonly byte[] Fips = StubModule.Provider("OpenSSL FIPS Provider", "3.1.2");

    [Fact]
    public void Activated_stub_is_on_intact_reachable_and_never_matches()
    {
        var facts = Collect(Good);
        var provider = Module(facts, "usr/lib/ossl-modules/fips.so");
        var library = Module(facts, "usr/lib/libcrypto.so.3");

        Assert.Equal(("openssl-provider", "OpenSSL FIPS Provider", "3.1.2", ""), (provider.Family, provider.Name, provider.Version.Value, provider.Build.Value));
        Assert.Equal(("on", "ok", "none", "none"), (provider.Activation.Value, provider.Integrity.Value, provider.CertificateMatch.Value, provider.CertificateState.Value));
        Assert.True(provider.Stub && provider.Reachable.Value);
        Assert.Equal((false, "fips=yes"), (provider.DefaultProviderActive.Value, provider.DefaultProperties.Value));
        Assert.Equal(("openssl-library", "on", "none"), (library.Family, library.Activation.Value, library.Integrity.Value));
        Assert.True(library.Reachable.Value);
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.CryptoModule));
        Assert.Empty(facts.Gaps);
        Assert.Equal((2, 2), (Count(facts, "cryptoModules"), Count(facts, "reachableCryptoModules")));
        Assert.Equal(Reperformance.Rederived, facts.Facts.Single(fact => fact.Id == "module/openssl-provider/usr/lib/ossl-modules/fips.so").Reperformance);
        Assert.Equal(Reperformance.Carried, facts.Facts.Single(fact => fact.Id == "module/openssl-library/usr/lib/libcrypto.so.3").Reperformance);
    }

    [Theory]
    [InlineData("2026-09-22T03:59:59Z", "3.0.9", "exact", "active", "FIPS 140-2")]
    [InlineData("2026-09-22T04:00:00Z", "3.0.9", "exact", "historical", "FIPS 140-2")]
    [InlineData("2026-11-23T00:00:00Z", "3.1.2", "exact", "active", "FIPS 140-3")]
    [InlineData("2030-03-11T05:00:00Z", "3.1.2", "exact", "historical", "FIPS 140-3")]
    [InlineData("2026-11-23T00:00:00Z", "3.1.5", "update-stream", "active", "FIPS 140-3")]
    [InlineData("2026-11-23T00:00:00Z", "3.5.9", "none", "none", "")]
    public void Module_that_is_no_stub_has_the_state_of_its_certificate_on_the_date(string at, string version, string match, string state, string standard)
    {
        var module = StubModule.Provider("OpenSSL FIPS Provider", version, marked: false);
        var facts = CollectionWorld.Collect(image => Image(image, module), new CryptoModuleCollector(), CollectionWorld.Context(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
        var provider = Module(facts, "usr/lib/ossl-modules/fips.so");

        Assert.Equal((match, state, standard), (provider.CertificateMatch.Value, provider.CertificateState.Value, provider.Standard));
        Assert.False(provider.Stub);
    }

    [Fact]
    public void Configuration_of_another_build_is_broken_integrity()
    {
        var facts = Collect(image => Image(image, Fips, StubModule.FipsModuleConfiguration(StubModule.Provider("Other", "1.0.0"))));

        Assert.Equal("broken", Module(facts, "usr/lib/ossl-modules/fips.so").Integrity.Value);
    }

    [Fact]
    public void Provider_without_configuration_is_off_and_not_checkable()
    {
        var facts = Collect(image => image.Entrypoint("/usr/bin/app").Layer(layer => Programs(layer).File("usr/lib/ossl-modules/fips.so", Fips)));
        var provider = Module(facts, "usr/lib/ossl-modules/fips.so");

        Assert.Equal(("off", "not-checkable"), (provider.Activation.Value, provider.Integrity.Value));
        Assert.False(provider.Reachable.IsKnown);
        Assert.True(provider.DefaultProviderActive.Value);
        Assert.Equal("off", Module(facts, "usr/lib/libcrypto.so.3").Activation.Value);
    }

    [Fact]
    public void Second_provider_that_nobody_activates_is_off()
    {
        var facts = Collect(image =>
        {
            Good(image);
            image.Layer(layer => layer.File("opt/ossl-modules/fips.so", StubModule.Provider("Second FIPS Provider", "3.0.9")));
        });

        Assert.Equal("on", Module(facts, "usr/lib/ossl-modules/fips.so").Activation.Value);
        Assert.False(Module(facts, "opt/ossl-modules/fips.so").Activation.IsKnown);
        Assert.Equal(3, Count(facts, "cryptoModules"));
    }

    [Fact]
    public void Provider_removed_by_a_higher_layer_is_gone_and_one_replaced_is_judged_as_it_is()
    {
        var removed = Collect(image =>
        {
            Good(image);
            image.Layer(layer => layer.Whiteout("usr/lib/ossl-modules/fips.so"));
        });
        Assert.DoesNotContain(removed.OfKind(FactKind.CryptoModule), fact => ((CryptoModuleFact)fact.Value).Family == "openssl-provider");
        Assert.Equal("off", Module(removed, "usr/lib/libcrypto.so.3").Activation.Value);

        var stripped = (byte[])Fips.Clone();
        stripped[^1] ^= 1;
        var replaced = Collect(image =>
        {
            Good(image);
            image.Layer(layer => layer.File("usr/lib/ossl-modules/fips.so", stripped));
        });
        Assert.Equal(("broken", 1L), (Module(replaced, "usr/lib/ossl-modules/fips.so").Integrity.Value, Module(replaced, "usr/lib/ossl-modules/fips.so").Layer));
    }

    [Fact]
    public void Environment_that_names_nothing_switches_it_off()
    {
        var facts = Collect(image =>
        {
            Good(image);
            image.Env("PATH=/usr/bin", "OPENSSL_CONF=/dev/null");
        });

        Assert.Equal("off", Module(facts, "usr/lib/ossl-modules/fips.so").Activation.Value);
    }

    [Fact]
    public void Script_that_sets_a_variable_leaves_it_unknown()
    {
        var facts = Collect(image =>
        {
            Good(image);
            image.Entrypoint("/start").Layer(layer => layer.File("start", "#!/bin/sh\nOPENSSL_CONF=/tmp/x exec /usr/bin/app\n", 0x1ED));
        });

        Assert.False(Module(facts, "usr/lib/ossl-modules/fips.so").Activation.IsKnown);
    }

    [Fact]
    public void Entrypoint_that_is_not_there_leaves_it_unknown()
    {
        var facts = Collect(image =>
        {
            Good(image);
            image.Entrypoint("/nothing");
        });

        Assert.False(Module(facts, "usr/lib/ossl-modules/fips.so").Activation.IsKnown);
    }

    [Fact]
    public void Missing_catalog_is_a_gap_and_the_match_unknown()
    {
        var facts = CollectionWorld.Collect(Good, new CryptoModuleCollector(), CollectionWorld.Context(withCatalog: false));

        Assert.False(Module(facts, "usr/lib/ossl-modules/fips.so").CertificateMatch.IsKnown);
        Assert.Equal(Coverage.Partial, facts.CoverageOf(FactKind.CryptoModule));
        Assert.Contains(facts.Gaps, gap => gap.Code.Text == "MODU-0004");
    }

    [Fact]
    public void File_with_the_name_of_a_module_that_is_none_is_a_gap()
    {
        var facts = Collect(image => image.Entrypoint("/app").Layer(layer => layer.File("usr/lib/libcrypto.so.3", "not a library").File("usr/lib/ossl-modules/fips.so", "neither")));

        Assert.Equal(Coverage.Partial, facts.CoverageOf(FactKind.CryptoModule));
        Assert.Equal(2, Count(facts, "cryptoModules"));
        Assert.Contains(facts.Gaps, gap => gap.Code.Text == "MODU-0001" && gap.Locator.Document == "usr/lib/libcrypto.so.3");
        Assert.Contains(facts.Gaps, gap => gap.Code.Text == "MODU-0005" && gap.Locator.Document == "usr/lib/ossl-modules/fips.so");
    }

    [Fact]
    public void Image_without_cryptography_has_none()
    {
        var facts = Collect(image => image.Entrypoint("/app").Layer(layer => layer.File("app", StubModule.Program("libc.so.6"), 0x1ED)));

        Assert.Empty(facts.OfKind(FactKind.CryptoModule));
        Assert.Equal((0, 0), (Count(facts, "cryptoModules"), Count(facts, "reachableCryptoModules")));
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.CryptoModule));
    }

    [Theory]
    [InlineData("Java's own providers", "security.provider.1=SUN\nsecurity.provider.2=SunJCE\n", "", "off", true)]
    [InlineData("the module first, others behind it", "security.provider.1=BCFIPS\nsecurity.provider.2=SUN\n", "", "on", true)]
    [InlineData("the module and nothing else", "security.provider.1=BCFIPS\nsecurity.provider.2=XMLDSig\n", "", "on", false)]
    [InlineData("the module behind another", "security.provider.1=SUN\nsecurity.provider.2=BCFIPS\n", "", "off", true)]
    [InlineData("host decides", "security.provider.1=SUN\nfips.provider.1=SunPKCS11 x\n", "", "conditional", true)]
    [InlineData("switched off by a flag", "security.provider.1=SUN\nfips.provider.1=SunPKCS11 x\n", "-Dcom.redhat.fips=false", "off", true)]
    [InlineData("replaced at start", "security.provider.1=BCFIPS\n", "-Djava.security.properties==/x", null, null)]
    public void Java_runtime_is_judged_by_its_list_of_providers(string why, string list, string options, string? activation, bool? beside)
    {
        var facts = Collect(image => image.Entrypoint("/opt/java/bin/java", "-jar", "/app.jar").Env($"JAVA_TOOL_OPTIONS={options}").Layer(layer => layer
            .File("opt/java/bin/java", StubModule.Program("libc.so.6"), 0x1ED)
            .File("opt/java/release", "JAVA_VERSION=\"17.0.15\"\n")
            .File("opt/java/conf/security/java.security", list)
            .File("app.jar", StubJar.BcFipsJar("2.0.0"))));
        var platform = Module(facts, "opt/java/conf/security/java.security");

        Assert.Equal(("java-platform", "17.0.15", "none"), (platform.Family, platform.Version.Value, platform.CertificateMatch.Value));
        Assert.True(platform.Activation.IsKnown == activation is not null, why);
        if (activation is not null) Assert.Equal((activation, beside), (platform.Activation.Value, platform.DefaultProviderActive.Value));
        Assert.Equal((true, "from the command: opt/java/bin/java"), (platform.Reachable.Value, platform.ReachedBy));
        Assert.Equal(("bouncycastle-java", "candidate"), (Module(facts, "app.jar").Family, Module(facts, "app.jar").CertificateMatch.Value));
        Assert.Equal(2, Count(facts, "cryptoModules"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-Dorg.bouncycastle.fips.approved_only=true", "on")]
    [InlineData("-Dorg.bouncycastle.fips.approved_only=false", null)]
    public void Module_of_bouncy_castle_is_on_only_when_the_flag_says_so(string options, string? activation)
    {
        var facts = Collect(image => image.Entrypoint("/app").Env($"JAVA_TOOL_OPTIONS={options}").Layer(layer => layer.File("app", StubModule.Program("libc.so.6"), 0x1ED).File("lib/bc-fips.jar", StubJar.BcFipsJar("2.0.0"))));
        var module = Module(facts, "lib/bc-fips.jar");

        Assert.Equal(activation, module.Activation.IsKnown ? module.Activation.Value : null);
        Assert.False(module.Integrity.IsKnown);
    }

    [Theory]
    [InlineData("no library", false, "", "off")]
    [InlineData("library without a provider", true, "", "off")]
    public void Go_of_a_fork_is_as_good_as_the_library_that_it_opens(string why, bool hasLibrary, string variable, string activation)
    {
        var program = StubPrograms.Go("go1.22.1 X:strictfipsruntime", ["build\tGOEXPERIMENT=strictfipsruntime"], ["crypto/sha256.Sum256", "_Cfunc__goboringcrypto_DLOPEN_OPENSSL", "github.com/golang-fips/openssl/v2.dlopen"]);
        var facts = Collect(image => image.Entrypoint("/app").Env(variable).Layer(layer =>
        {
            layer.File("app", program, 0x1ED);
            if (hasLibrary) layer.File("usr/lib/libcrypto.so.3", StubModule.Libcrypto());
        }));

        Assert.Equal(activation, Module(facts, "app").Activation.Value);
        Assert.True(Module(facts, "app").Family == "openssl-library", why);
    }

    [Theory]
    [InlineData("PATH=/usr/bin", "conditional")]
    [InlineData("GOLANG_FIPS=1", "on")]
    public void Go_of_a_fork_follows_the_host_unless_a_variable_forces_it(string variable, string activation)
    {
        var program = StubPrograms.Go("go1.22.1 X:strictfipsruntime", ["build\tGOEXPERIMENT=strictfipsruntime"], ["crypto/sha256.Sum256", "_Cfunc__goboringcrypto_DLOPEN_OPENSSL", "github.com/golang-fips/openssl/v2.dlopen"]);
        var facts = Collect(image =>
        {
            Good(image);
            image.Entrypoint("/app").Env("PATH=/usr/bin", variable).Layer(layer => layer.File("app", program, 0x1ED));
        });

        Assert.Equal(activation, Module(facts, "app").Activation.Value);
    }

    private static void Good(ImageBuilder image) => Image(image, Fips);

    private static void Image(ImageBuilder image, byte[] provider, string? moduleConfiguration = null) => image.Entrypoint("/usr/bin/app").Layer(layer => Programs(layer)
        .File("usr/lib/ossl-modules/fips.so", provider)
        .File("etc/ssl/openssl.cnf", StubModule.OpenSslConfiguration())
        .File("etc/ssl/fipsmodule.cnf", moduleConfiguration ?? StubModule.FipsModuleConfiguration(provider)));

    private static LayerBuilder Programs(LayerBuilder layer) => layer
        .File("usr/bin/app", StubModule.Program("libcrypto.so.3"), 0x1ED)
        .File("usr/lib/libcrypto.so.3", StubModule.Libcrypto());

    private static FactSet Collect(Action<ImageBuilder> build) => CollectionWorld.Collect(build, new CryptoModuleCollector());

    private static CryptoModuleFact Module(FactSet facts, string path) =>
        facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).Single(module => module.Path == path);

    private static long Count(FactSet facts, string name) =>
        facts.OfKind(FactKind.Population).Select(fact => (PopulationFact)fact.Value).Single(population => population.Name == name).Count;
}
