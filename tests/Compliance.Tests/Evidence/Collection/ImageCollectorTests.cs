using Compliance.Policy.Facts;

namespace Compliance.Tests.Evidence.Collection;

public sealed class ImageCollectorTests
{
    [Fact]
    public void Manifest_configuration_and_os_release_are_one_fact()
    {
        var image = CollectedImage.Of(
            layer => layer.File("etc/os-release", CollectedImage.Debian),
            config => config.User("65532").Entrypoint("/app").Env("PATH=/bin", "B=1").Label("l", "v"));
        var fact = image.One<ImageFact>();

        Assert.Equal((image.Facts.Subject.ToString(), "linux", "amd64", "65532"), (fact.Digest, fact.Os, fact.Architecture, fact.User));
        Assert.Equal(["/app"], fact.Entrypoint);
        Assert.Equal(["B", "PATH"], fact.EnvNames);
        Assert.Equal("v", fact.Labels["l"]);
        Assert.Equal(("debian", "12"), (fact.OsId.Value, fact.OsVersion.Value));
        Assert.True(fact.DiffIdsMatch.Value);
        Assert.Single(fact.LayerDigests);
        Assert.True(fact.CompressedBytes > 0);
        Assert.Equal(Coverage.Complete, image.Facts.CoverageOf(FactKind.Image));
    }

    [Fact]
    public void Os_release_below_usr_counts_and_none_is_unknown()
    {
        Assert.Equal("wolfi", CollectedImage.Of(layer => layer.File("usr/lib/os-release", CollectedImage.Wolfi).Symlink("etc/os-release", "../usr/lib/os-release")).One<ImageFact>().OsId.Value);
        Assert.Equal("wolfi", CollectedImage.Of(layer => layer.File("usr/lib/os-release", CollectedImage.Wolfi)).One<ImageFact>().OsId.Value);
        Assert.False(CollectedImage.Of(layer => layer.File("x", "")).One<ImageFact>().OsId.IsKnown);
    }

    [Fact]
    public void Wrong_diff_id_is_known_to_be_wrong()
    {
        var image = CollectedImage.Of(
            layer => layer.File("x", "y"),
            config => config.WithConfig(json => json["rootfs"]!["diff_ids"]![0] = $"sha256:{new string('0', 64)}"));

        Assert.Equal(Knowable<bool>.Known(false), image.One<ImageFact>().DiffIdsMatch);
    }
}
