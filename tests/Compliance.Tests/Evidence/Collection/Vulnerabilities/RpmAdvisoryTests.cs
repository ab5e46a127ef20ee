using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Feeds;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>Packages that rpm installed, against advisories of their distribution.</summary>
public sealed class RpmAdvisoryTests
{
    private const string Installed = "openssl-libs\t3.0.7-27.el9\t1\t1\tRed Hat\t1\t1\tx86_64\t1\topenssl-3.0.7-27.el9.src.rpm\nbash\t5.1.8-9.el9\t1\t1\tRed Hat\t(none)\t1\tx86_64\t0\tbash-5.1.8-9.el9.src.rpm\n";

    private const string Rhel = "ID=rhel\nVERSION_ID=\"9.4\"\n";

    [Theory]
    [InlineData("openssl-libs", "1:3.0.7-28.el9", true)] // as Red Hat names it, with the epoch
    [InlineData("openssl-libs", "1:3.0.7-27.el9", false)]
    [InlineData("openssl-libs", "0:9.9-1.el9", false)] // the epoch of what is installed outranks it
    [InlineData("openssl", "1:3.0.7-28.el9", true)] // by the source package
    [InlineData("openssl", "1:3.0.7-26.el9", false)]
    [InlineData("curl", "8-1.el9", false)]
    public void Package_is_matched_by_its_name_and_its_source_in_the_order_of_rpm(string name, string fixedIn, bool isAffected)
    {
        var facts = Collect(Rhel, SampleFeeds.Fresh("redhat", Osv("Red Hat:enterprise_linux:9::baseos", name, fixedIn)));
        Assert.Equal(isAffected ? ["CVE-2026-1 openssl-libs 1:3.0.7-27.el9"] : [], facts.OfKind(FactKind.Vulnerability).Select(fact => (VulnerabilityFact)fact.Value).Select(fact => $"{fact.Id} {fact.Package} {fact.InstalledVersion}"));
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.Vulnerability));
        Assert.StartsWith("2 packages looked up", Assert.IsType<PopulationFact>(Assert.Single(facts.OfKind(FactKind.Population)).Value).CountedFrom, StringComparison.Ordinal);
    }

    [Fact]
    public void Advisory_that_names_both_is_one_finding() =>
        Assert.Single(Collect(Rhel, SampleFeeds.Fresh("redhat", Osv("Red Hat:enterprise_linux:9::baseos", "openssl", "1:4-1"), Osv("Red Hat:enterprise_linux:9::baseos", "openssl-libs", "1:4-1", "X-2"))).OfKind(FactKind.Vulnerability));

    [Theory]
    [InlineData(Rhel, "Red Hat:enterprise_linux:8::baseos")]
    [InlineData("ID=fedora\nVERSION_ID=43\n", "Red Hat:enterprise_linux:9::baseos")]
    [InlineData("ID=rhel\n", "Red Hat:enterprise_linux:9::baseos")]
    public void Without_advisories_of_the_release_nothing_is_complete(string release, string ecosystem) =>
        Assert.Equal(Coverage.Partial, Collect(release, SampleFeeds.Fresh("redhat", Osv(ecosystem, "openssl-libs", "1:4-1"))).CoverageOf(FactKind.Vulnerability));

    [Theory]
    [InlineData("rhel", "9.4", "Red Hat:enterprise_linux:9")]
    [InlineData("rocky", "9.4", "Rocky Linux:9")]
    [InlineData("almalinux", "8.10", "AlmaLinux:8")]
    [InlineData("opensuse-leap", "15.6", "openSUSE:Leap 15.6")]
    [InlineData("sles", "15.5", "SUSE:Linux Enterprise Server 15 SP5")]
    [InlineData("mageia", "9", "Mageia:9")]
    [InlineData("photon", "5.0", "Photon OS:5.0")]
    [InlineData("azurelinux", "3.0", "Azure Linux:3")]
    [InlineData("mariner", "2.0", "Azure Linux:2")]
    [InlineData("fedora", "43", "")]
    [InlineData("opensuse-tumbleweed", "20261101", "")]
    [InlineData("rhel", "", "")]
    [InlineData("rhel", "rawhide", "")]
    public void Distribution_has_its_ecosystem(string id, string release, string ecosystem) => Assert.Equal(ecosystem, string.Join(", ", RpmEcosystems.Of(id, release)));

    [Theory]
    [InlineData("SUSE:Linux Enterprise Module for Basesystem 15 SP5", true)]
    [InlineData("SUSE:Linux Enterprise Server 15 SP5-LTSS", true)]
    [InlineData("SUSE:Linux Enterprise Server 15 SP5", true)]
    [InlineData("SUSE:Linux Enterprise Server 15 SP4", false)]
    [InlineData("SUSE:Linux Enterprise Module for Basesystem 15 SP55", false)]
    [InlineData("openSUSE:Leap 15.5", false)]
    public void Modules_of_a_server_are_its_own(string ecosystem, bool isIn) =>
        Assert.Equal(isIn, new MatchTarget("a", "1", "a", "1", "pkg:rpm/suse/a@1", ["SUSE:Linux Enterprise Server 15 SP5"]).IsIn(ecosystem));

    private static string Osv(string ecosystem, string name, string fixedIn, string id = "X-1") =>
        SampleFeeds.Osv(id, name, $$"""{"introduced":"0"},{"fixed":"{{fixedIn}}"}""", ""","aliases":["CVE-2026-1"]""", ecosystem);

    private static FactSet Collect(string release, params (FeedHeader, ImmutableArray<FeedEntry>)[] feeds)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("etc/os-release", release).File("var/lib/rpmmanifest/container-manifest-2", Installed)), "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var raw = FeedSlicing.AddTo(acquired.Raw, new MemoryVulnerabilityCatalog([.. feeds]), CollectionWorld.Day, Limits.Default);
        return Assert.Single(Collectors.Collect(raw, CollectionWorld.Context(), [new VulnerabilityCollector()]));
    }
}
