using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Feeds;
using Compliance.Formats.CryptoModules.Boundaries;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.Formats.CryptoModules.Boundaries;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>Vulnerabilities of packages that hold a module of a certificate: inside of its boundary, outside, or unknown (FRR9).</summary>
public sealed class ModuleHoldersTests
{
    private const string Provider = "openssl-provider-fips";
    private static readonly ICollector[] All = [new CryptoModuleCollector(), new VulnerabilityCollector()];

    [Theory]
    [InlineData("CVE-2024-13176", "inside")]
    [InlineData("CVE-2024-6119", "outside")]
    [InlineData("CVE-2023-2975", "outside")]
    [InlineData("CVE-2026-1", "unknown")]
    public void Side_is_the_word_of_the_modules_maker(string cve, string side)
    {
        var found = Vulnerability(Collect("3.1.2", cve), Provider);

        Assert.Equal(side, Word(found.Boundary));
        Assert.Equal(["usr/lib/ossl-modules/fips.so"], found.Modules);
        Assert.StartsWith($"usr/lib/ossl-modules/fips.so: {side}; ", Assert.Single(found.BoundaryReasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Version_with_the_fix_is_told_apart() => Assert.Equal("fixed", Word(Vulnerability(Collect("3.0.9", "CVE-2023-1255"), Provider).Boundary));

    [Fact]
    public void Rebrand_of_the_same_code_is_unknown() =>
        Assert.Equal("unknown", Word(Vulnerability(Collect("3.1.2", "CVE-2024-6119", name: "Chainguard FIPS Provider for OpenSSL"), Provider).Boundary));

    [Fact]
    public void Package_without_a_module_is_told_so() =>
        Assert.Equal(("none", 0), Of(Vulnerability(Collect("3.1.2", "CVE-2024-13176", package: "zlib"), "zlib")));

    [Fact]
    public void Provider_that_nobody_validated_is_no_such_module() =>
        Assert.Equal(("none", 0), Of(Vulnerability(Collect("3.5.9", "CVE-2024-13176"), Provider)));

    [Fact]
    public void Without_a_look_for_modules_it_is_unknown() =>
        Assert.Equal(("unknown", 0), Of(Vulnerability(Collect("3.1.2", "CVE-2024-6119", collectors: [new VulnerabilityCollector()]), Provider)));

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public void Without_a_list_that_can_be_read_it_is_unknown(string? list)
    {
        var facts = Collect("3.1.2", "CVE-2024-6119", list: list is null ? [] : Encoding.UTF8.GetBytes(list));

        Assert.Equal("unknown", Word(Vulnerability(facts, Provider).Boundary));
        Assert.False(Module(facts).AffectedBy.IsKnown);
        Assert.Equal(list is not null, facts.Gaps.Any(gap => gap.Code.Text == "MODU-0007"));
    }

    [Fact]
    public void Module_names_its_package_and_what_its_maker_says_it_has()
    {
        var module = Module(Collect("3.1.2", "CVE-2024-6119"));

        Assert.Equal((Provider, "1-r0", "openssl-fips"), (module.Package, module.PackageVersion, module.PackageOrigin));
        Assert.Equal(["CVE-2023-6237", "CVE-2024-13176", "CVE-2024-4603", "CVE-2026-31790"], module.AffectedBy.Value);
    }

    [Theory]
    [InlineData("2026-08-23", true)] // 92 days before the day that is judged
    [InlineData("2026-08-22", false)]
    public void A_list_that_names_nothing_says_so_for_three_months(string reviewedOn, bool isKnown)
    {
        var list = $$"""{"catalog":"cve-boundaries","reviewedOn":"{{reviewedOn}}","rows":[{"cve":"CVE-2026-7","family":"openssl-provider","module":"OpenSSL FIPS Provider","affected":[{"series":"3.0","fixed":"3.0.16"}],"notAffected":["3.1"],"source":"s","reviewedOn":"{{reviewedOn}}"}]}""";

        var inside = Module(Collect("3.1.2", "CVE-2026-7", list: Encoding.UTF8.GetBytes(list))).AffectedBy;

        Assert.Equal(isKnown, inside.IsKnown);
        if (isKnown) Assert.Empty(inside.Value);
    }

    [Theory]
    [InlineData("3.0.15", "OpenSSL FIPS Provider")]
    [InlineData("3.1.2", "Chainguard FIPS Provider for OpenSSL")]
    public void Rebuild_and_rebrand_say_nothing_about_fixes_taken_in(string version, string name) => Assert.False(Module(Collect(version, "CVE-2024-6119", name: name)).AffectedBy.IsKnown);

    [Theory]
    [InlineData("pkg:golang/stdlib@1.26.3", "unknown", 1)]
    [InlineData("pkg:golang/golang.org/x/net@v0.1.0", "none", 0)]
    [InlineData("pkg:apk/wolfi/app@1", "none", 0)]
    [InlineData("", "none", 0)]
    public void Go_module_is_held_by_what_go_ships_and_by_no_dependency(string purl, string side, int modules)
    {
        var go = StubPrograms.Go("go1.26.3", ["dep\tgolang.org/x/net\tv0.1.0\th1:x", "build\tGOFIPS140=v1.0.0-c2097c7c", "build\tDefaultGODEBUG=fips140=on"], ["crypto/internal/fips140/v1.0.0/sha256.block"], marked: false);
        var facts = Collect(layer => layer.File("app", go, 0x1ED), null, [new CryptoModuleCollector(), new Reported(purl)]);

        Assert.Equal((side, modules), Of(Vulnerability(facts, "reported")));
    }

    private static FactSet Collect(string version, string cve, string name = "OpenSSL FIPS Provider", string package = Provider, byte[]? list = null, ICollector[]? collectors = null)
    {
        var module = StubModule.Provider(name, version, marked: false);
        var origin = package == Provider ? "openssl-fips" : package;
        return Collect(
            layer => layer.File("usr/lib/ossl-modules/fips.so", module).File("usr/lib/libcrypto.so.3", StubModule.Libcrypto())
                .File("usr/lib/apk/db/installed", Encoding.UTF8.GetBytes($"P:{Provider}\nV:1-r0\nA:x86_64\no:openssl-fips\nL:x\nm:x\nF:usr/lib/ossl-modules\nR:fips.so\n\nP:zlib\nV:1-r0\nA:x86_64\no:zlib\nL:x\nm:x\n\n")),
            list,
            collectors,
            SampleFeeds.Osv("CGA-1", origin, """{"introduced":"0"},{"fixed":"9-r0"}""", $$""","aliases":["{{cve}}"]"""));
    }

    private static FactSet Collect(Action<LayerBuilder> files, byte[]? list, ICollector[]? collectors, params string[] records)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Entrypoint("/app").Layer(layer => files(layer.File("etc/os-release", "ID=wolfi\nVERSION_ID=1\n"u8.ToArray()))), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var raw = FeedSlicing.AddTo(acquired.Raw, new MemoryVulnerabilityCatalog([.. records.Length == 0 ? [] : new[] { SampleFeeds.Fresh("osv", records) }]), CollectionWorld.Day, Limits.Default);
        var catalogs = new Dictionary<string, ReadOnlyMemory<byte>>(CollectionWorld.Context().Catalogs, StringComparer.Ordinal) { [BoundaryList.Path] = list ?? ShippedBoundaries.Bytes };
        if (list is { Length: 0 }) catalogs.Remove(BoundaryList.Path);
        return Assert.Single(Collectors.Collect(raw, CollectionWorld.Context() with { Catalogs = catalogs }, [.. collectors ?? All]));
    }

    private static VulnerabilityFact Vulnerability(FactSet facts, string package) => facts.OfKind(FactKind.Vulnerability).Select(fact => (VulnerabilityFact)fact.Value).Single(found => found.Package == package);

    private static CryptoModuleFact Module(FactSet facts) => facts.OfKind(FactKind.CryptoModule).Select(fact => (CryptoModuleFact)fact.Value).Single(module => module.Family == "openssl-provider");

    private static (string Side, int Modules) Of(VulnerabilityFact found) => (Word(found.Boundary), found.Modules.Length);

    private static string Word(Knowable<string> side) => side.IsKnown ? side.Value : "unknown";

    /// <summary>A vulnerability as a scan of another tool names its package.</summary>
    private sealed class Reported(string purl) : ICollector
    {
        public string Id => "reported@1";

        public void Collect(ImageEvidence image, CollectionContext context, FactSetBuilder facts)
        {
            var fact = new VulnerabilityFact { Id = "CVE-2026-1", Package = "reported", Purl = purl, Severity = "low", FixedVersion = Knowable<string>.Known(""), DueOn = Knowable<string>.Known(""), KnownExploited = Knowable<bool>.Known(false) };
            facts.Add("reported", ModuleHolders.Of(image, context, facts).Complete(fact), new FactSource(image.Subject, new Locator("x")), Reperformance.Rederived);
        }
    }
}
