using Compliance.Oci;
using Compliance.Oci.References;

namespace Compliance.Tests.Oci.References;

public sealed class ImageReferenceTests
{
    private const string Hex = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("oci:image", ImageTransport.OciLayout, "image", null, false)]
    [InlineData("oci:image:tag", ImageTransport.OciLayout, "image", "tag", false)]
    [InlineData($"oci:image@sha256:{Hex}", ImageTransport.OciLayout, "image", null, true)]
    [InlineData($"oci:image:tag@sha256:{Hex}", ImageTransport.OciLayout, "image", "tag", true)]
    [InlineData("oci:/a/b:c/d", ImageTransport.OciLayout, "/a/b:c/d", null, false)]
    [InlineData("oci:/a/b:c/d:tag", ImageTransport.OciLayout, "/a/b:c/d", "tag", false)]
    [InlineData(@"oci:C:\images\app", ImageTransport.OciLayout, @"C:\images\app", null, false)]
    [InlineData(@"oci:C:\images\app:v1", ImageTransport.OciLayout, @"C:\images\app", "v1", false)]
    [InlineData("oci:c:/images/app:v1", ImageTransport.OciLayout, "c:/images/app", "v1", false)]
    [InlineData("oci:user@host/image", ImageTransport.OciLayout, "user@host/image", null, false)]
    [InlineData("oci-archive:a.tar:1.0", ImageTransport.OciArchive, "a.tar", "1.0", false)]
    [InlineData("docker-archive:a.tar", ImageTransport.DockerArchive, "a.tar", null, false)]
    public void Local_reference_is_parted(string text, ImageTransport transport, string location, string? tag, bool isPinned)
    {
        var reference = ImageReference.Parse(text).Required();
        Assert.Equal((transport, location, tag, isPinned, text), (reference.Transport, reference.Location, reference.Tag, reference.IsPinned, reference.Text));
    }

    [Theory]
    [InlineData("alpine", "docker.io", "library/alpine", "latest")]
    [InlineData("alpine:3.20", "docker.io", "library/alpine", "3.20")]
    [InlineData("docker://a/b", "docker.io", "a/b", "latest")]
    [InlineData("registry.example/team/app:v1", "registry.example", "team/app", "v1")]
    [InlineData("localhost:5000/app", "localhost:5000", "app", "latest")]
    [InlineData("localhost/app", "localhost", "app", "latest")]
    [InlineData($"registry.example/app@sha256:{Hex}", "registry.example", "app", null)]
    [InlineData($"registry.example/app:v1@sha256:{Hex}", "registry.example", "app", "v1")]
    public void Registry_reference_is_parted(string text, string host, string repository, string? tag)
    {
        var reference = ImageReference.Parse(text).Required();
        Assert.Equal((ImageTransport.Registry, host, repository, tag), (reference.Transport, reference.Location, reference.Repository, reference.Tag));
        Assert.Equal(text.Contains('@', StringComparison.Ordinal), reference.IsPinned);
    }

    [Theory]
    [InlineData("oci:")]
    [InlineData("oci::tag")]
    [InlineData("oci:image:")]
    [InlineData("oci:image@sha256:abc")]
    [InlineData("oci:image@md5:00")]
    [InlineData("oci:a\nb")]
    [InlineData("")]
    [InlineData("./folder")]
    [InlineData("dir:/tmp/x")]
    [InlineData("docker-daemon:app")]
    [InlineData("Registry.example/App")]
    [InlineData("registry.example/app:")]
    [InlineData("registry.example/app:-x")]
    [InlineData("registry.example/app@sha256:zz")]
    [InlineData("registry.example//app")]
    [InlineData("registry.example/../app")]
    public void Malformed_reference_is_refused(string text) =>
        Assert.Equal([OciCodes.BadReference], ImageReference.Parse(text).Defects.Select(defect => defect.Code));

    [Fact]
    public void Every_other_way_to_part_a_name_is_kept_longest_first()
    {
        var reference = ImageReference.Parse("oci:dir:registry.example/app:v1").Required();
        Assert.Equal(("dir:registry.example/app", "v1"), (reference.Location, reference.Tag));
        Assert.Equal([("dir", "registry.example/app:v1")], reference.OtherSplits);
    }
}
