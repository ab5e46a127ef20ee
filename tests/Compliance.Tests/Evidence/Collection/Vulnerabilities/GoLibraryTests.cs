using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Evidence.Collection.Vulnerabilities;
using Compliance.Evidence.Feeds;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Store.Memory;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Vulnerabilities;

/// <summary>Go's standard library in a program that nobody's package owns: most of what is found in Go programs lies there.</summary>
public sealed class GoLibraryTests
{
    private const string Installed = "P:zlib\nV:1-r0\nA:x86_64\no:zlib\nL:x\nm:x\n\n";

    [Theory]
    [InlineData("go1.24.1", "CVE-2026-5")]
    [InlineData("go1.24.1 X:boringcrypto", "CVE-2026-5")]
    [InlineData("go1.24.2", "")]
    public void Library_is_looked_up_by_the_release_of_the_compiler(string version, string found)
    {
        var facts = Collect(version);

        Assert.Equal(found, string.Join(' ', facts.OfKind(FactKind.Vulnerability).Select(fact => ((VulnerabilityFact)fact.Value).Id)));
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.Vulnerability));
    }

    [Fact]
    public void Of_a_build_between_releases_nothing_can_be_told()
    {
        var facts = Collect("devel go1.25-8cf6ea1");

        Assert.Equal(Coverage.Partial, facts.CoverageOf(FactKind.Vulnerability));
        Assert.Contains(facts.Gaps, gap => gap.Code.Text == FeedCodes.CannotTell.Text);
    }

    private static FactSet Collect(string version)
    {
        var layout = new LayoutBuilder();
        layout.Image(
            image => image.Layer(layer => layer.File("etc/os-release", "ID=wolfi\nVERSION_ID=1\n"u8.ToArray()).File("usr/lib/apk/db/installed", Encoding.UTF8.GetBytes(Installed))
                .File("app", StubPrograms.Go(version, [], [], marked: false), 0x1ED)),
            "v1");
        using var snapshot = layout.Open("v1");
        using var acquired = ImageAcquisition.Run(snapshot, AuditInputs.None, Observations.All, Limits.Default);
        var feeds = SampleFeeds.Fresh(
            "osv",
            SampleFeeds.Osv("CGA-1", "zlib", """{"introduced":"0"},{"fixed":"0.9-r0"}"""),
            SampleFeeds.Osv("GO-2026-1", "stdlib", """{"introduced":"0"},{"fixed":"1.24.2"}""", ""","aliases":["CVE-2026-5"]""", "Go"));
        var raw = FeedSlicing.AddTo(acquired.Raw, new MemoryVulnerabilityCatalog([feeds]), CollectionWorld.Day, Limits.Default);
        return Assert.Single(Collectors.Collect(raw, CollectionWorld.Context(), [new VulnerabilityCollector()]));
    }
}
