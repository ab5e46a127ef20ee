using System.Text;
using Compliance.Evidence.Raw;
using Compliance.Policy.Facts;
using Compliance.Tests.Formats.Sbom;

namespace Compliance.Tests.Evidence.Collection;

/// <summary>Losing raw evidence leaves a gap and never makes what is left look whole.</summary>
public sealed class MonotoneCollectionTests
{
    private const string Status = "Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n\n";

    private static CollectedImage Collect(Func<RawImage, RawImage>? edit) => CollectedImage.Of(
        layer => layer
            .File("etc/os-release", CollectedImage.Debian)
            .File("etc/passwd", "app:x:7:7::/:\n")
            .File("var/lib/dpkg/status", Status)
            .File("var/lib/dpkg/info/a.list", "/usr\n")
            .File("lib/apk/db/installed", CollectedImage.ApkZlib)
            .File("usr/share/sbom/x.spdx.json", SbomSamples.Spdx),
        config => config.User("app"),
        (layout, subject) => layout.Attach(subject.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(SbomSamples.CycloneDx))]),
        edit: raw => edit is null ? raw : raw with { Images = [edit(raw.Images[0])] });

    [Fact]
    public void Everything_is_complete_before()
    {
        var facts = Collect(null).Facts;

        Assert.Equal([Coverage.Complete, Coverage.Complete, Coverage.Complete], ((FactKind[])[FactKind.Package, FactKind.Sbom, FactKind.Hardening]).Select(facts.CoverageOf));
        Assert.Equal(2, Collect(null).Count("packages"));
        Assert.Equal(2, Collect(null).Count("sboms"));
    }

    [Theory]
    [InlineData("var/lib/dpkg/status", FactKind.Package)]
    [InlineData("lib/apk/db/installed", FactKind.Package)]
    [InlineData("var/lib/dpkg/info/a.list", FactKind.Package)]
    [InlineData("usr/share/sbom/x.spdx.json", FactKind.Sbom)]
    public void File_left_out_makes_its_kind_partial_and_takes_the_count_away(string path, FactKind kind)
    {
        var image = Collect(raw => raw with { Files = [.. raw.Files.Where(file => file.Item.Origin != path)] });

        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(kind));
        Assert.Null(image.Count(kind == FactKind.Package ? "packages" : "sboms"));
        Assert.All(image.All<PackageFact>(), package => Assert.False(package.InSbom is { IsKnown: true, Value: true }));
        Assert.NotEmpty(image.GapCodes);
    }

    [Fact]
    public void Passwd_left_out_makes_the_user_unknown()
    {
        Assert.Equal(7, Collect(null).One<HardeningFact>().Uid.Value);
        Assert.False(Collect(raw => raw with { Files = [.. raw.Files.Where(file => file.Item.Origin != "etc/passwd")] }).One<HardeningFact>().Uid.IsKnown);
    }

    [Fact]
    public void Artifact_left_out_is_not_noticed_only_where_the_enumeration_is_claimed_complete()
    {
        var image = Collect(raw => raw with { Attached = [], AttachedComplete = false });

        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Sbom));
        Assert.Null(image.Count("sboms"));
        Assert.All(image.All<PackageFact>(), package => Assert.False(package.InSbom.IsKnown));
    }

    [Fact]
    public void Blob_left_out_leaves_the_list_of_documents_open()
    {
        var image = Collect(raw => raw with { Attached = [.. raw.Attached.Select(artifact => artifact with { Blobs = artifact.Blobs.Clear() })] });

        Assert.Equal(Coverage.Partial, image.Facts.CoverageOf(FactKind.Sbom));
        Assert.All(image.All<PackageFact>(), package => Assert.False(package.InSbom is { IsKnown: true, Value: true }));
    }

    [Fact]
    public void Configuration_left_out_makes_the_user_and_secrets_unknown()
    {
        var fact = Collect(raw => raw with { Config = null }).One<HardeningFact>();

        Assert.False(fact.Uid.IsKnown || fact.RunsAsRoot.IsKnown || fact.SecretEnvNames.IsKnown);
        Assert.True(fact.Shells.IsKnown);
    }

    [Fact]
    public void Inventory_left_out_leaves_nothing_complete()
    {
        var facts = Collect(raw => raw with { Inventory = null }).Facts;

        Assert.All((FactKind[])[FactKind.Package, FactKind.Sbom, FactKind.Hardening, FactKind.Image], kind => Assert.NotEqual(Coverage.Complete, facts.CoverageOf(kind)));
        Assert.DoesNotContain(facts.Facts, fact => fact.Value is PopulationFact);
    }
}
