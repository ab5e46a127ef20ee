using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Layers;

public sealed class LayerPassTests
{
    [Theory]
    [InlineData(CompressionKind.None)]
    [InlineData(CompressionKind.Gzip)]
    [InlineData(CompressionKind.Zstd)]
    public void Layer_of_each_compression_gives_entries_digests_and_captures(CompressionKind compression)
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(
            layer => layer.Directory("etc").File("etc/os-release", "ID=test\n").Symlink("bin", "usr/bin").File("var/lib/dpkg/status", new string('x', 300_000)).HardLink("etc/again", "etc/os-release"),
            compression));
        using var snapshot = layout.Open();
        var rule = new PathCaptureRule(path => path is "etc/os-release");
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [rule], Limits.Default);

        Assert.Empty(contents.Defects);
        Assert.True(contents.IsComplete);
        Assert.True(contents.Layers[0].DiffIdMatches);
        Assert.Equal(["etc", "etc/os-release", "bin", "var/lib/dpkg/status", "etc/again"], contents.Inventory.Select(entry => entry.Path));
        var release = contents.Inventory[1];
        Assert.Equal(LayoutBuilder.DigestOf("ID=test\n"u8.ToArray()), release.Sha256);
        Assert.Equal("ce42e7ecb17c3ff8f6ea76a5d47e6b3c".Length, release.Md5!.Length);
        Assert.Equal("ID=test\n", Encoding.UTF8.GetString(contents.Captured.ReadAll(release.Sha256!)!));
        Assert.Equal([release.Sha256!], contents.Captured.Digests);
        Assert.Equal("ID=test\n".Length, RootFileSystem.Merge(contents.Inventory).Find("etc/again")!.Size);
    }

    [Fact]
    public void Layer_that_is_not_what_its_descriptor_names_leaves_nothing()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("a", "a")).Layer(layer => layer.File("b", "b")));
        var blob = layout.Blobs.Single(pair => pair.Value[0] == 0x1F && LayerOf(pair.Value).Contains("b"));
        blob.Value[10] ^= 1;
        using var snapshot = layout.Open();
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [], Limits.Default);

        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
        Assert.False(contents.IsComplete);
        Assert.False(contents.Layers[1].IsVerified);
        Assert.Contains(contents.Defects, defect => defect.Code == OciCodes.BlobMismatch);

        static List<string> LayerOf(byte[] gzip)
        {
            var tar = new TarReader(Decompression.Open(new MemoryStream(gzip), CompressionKind.Gzip), "t", Limits.Default);
            var names = new List<string>();
            while (tar.Next()) names.Add(Encoding.UTF8.GetString(tar.Current.Name));
            return names;
        }
    }
}
