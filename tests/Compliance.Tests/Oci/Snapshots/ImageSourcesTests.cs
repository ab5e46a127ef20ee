using System.Text.Json.Nodes;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Layers;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Snapshots;

public sealed class ImageSourcesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("image", "oci:{0}")]
    [InlineData("image", "oci:{0}:app")]
    [InlineData("with:colon", "oci:{0}")]
    [InlineData("with:colon", "oci:{0}:app")]
    public void Folder_is_opened_also_with_colons_in_its_name(string name, string reference)
    {
        var layout = Sample(out var digest);
        var path = layout.WriteTo(Path.Combine(folder, name));
        using var snapshot = Open(string.Format(System.Globalization.CultureInfo.InvariantCulture, reference, path)).Required();
        Assert.Equal(digest, snapshot.Root.Digest.ToString());
        Assert.Empty(snapshot.Defects);
    }

    [Theory]
    [InlineData(CompressionKind.None)]
    [InlineData(CompressionKind.Gzip)]
    [InlineData(CompressionKind.Zstd)]
    public void Archive_is_opened_whatever_its_compression(CompressionKind compression)
    {
        var layout = Sample(out var digest);
        var path = Path.Combine(folder, "image.tar");
        File.WriteAllBytes(path, LayerBuilder.Compress(layout.ToTar(), compression));
        using var snapshot = Open($"oci-archive:{path}:app").Required();
        Assert.Equal(digest, snapshot.Root.Digest.ToString());
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [], Limits.Default);
        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
        Assert.True(contents.IsComplete);
    }

    [Theory]
    [InlineData(CompressionKind.None)]
    [InlineData(CompressionKind.Gzip)]
    public void Docker_archive_gets_the_same_made_up_manifest_each_time(CompressionKind compression)
    {
        var path = Path.Combine(folder, "docker.tar");
        File.WriteAllBytes(path, DockerArchive(compression, "app:latest"));
        using var one = Open($"docker-archive:{path}").Required();
        using var two = Open($"docker-archive:{path}:app:latest").Required();
        Assert.Equal(one.Root, two.Root with { Annotations = one.Root.Annotations });
        Assert.Contains(one.Defects, defect => defect.Code == OciCodes.SynthesisedManifest);
        using var contents = LayerPass.Run(one, one.Images[0], [], Limits.Default);
        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
        Assert.Empty(contents.Defects);
    }

    [Fact]
    public void Docker_archive_with_a_layout_inside_is_read_by_its_real_manifest()
    {
        var layout = Sample(out var digest);
        var path = Path.Combine(folder, "new-docker.tar");
        File.WriteAllBytes(path, layout.ToTar());
        using var snapshot = Open($"docker-archive:{path}").Required();
        Assert.Equal(digest, snapshot.Root.Digest.ToString());
    }

    [Theory]
    [InlineData("oci:{0}/nowhere", "OCI-0003")]
    [InlineData("oci:{0}", "OCI-0003")]
    [InlineData("oci:{0}/empty", "OCI-0003")]
    [InlineData("oci-archive:{0}", "OCI-0003")]
    [InlineData("oci-archive:{0}/empty", "OCI-0003")]
    [InlineData("oci-archive:{0}/noise", "TAR-0012")]
    [InlineData("docker-archive:{0}/noise", "TAR-0012")]
    [InlineData("oci-archive:{0}/cut.gz", "GZIP-0003")]
    [InlineData("docker-archive:{0}/other.tar", "OCI-0003")]
    [InlineData("registry.example/app:v1", "OCI-0002")]
    public void Place_without_an_image_is_refused_with_its_code(string reference, string code)
    {
        File.WriteAllBytes(Path.Combine(folder, "empty"), []);
        File.WriteAllText(Path.Combine(folder, "noise"), new string('n', 2000));
        File.WriteAllBytes(Path.Combine(folder, "cut.gz"), LayerBuilder.Compress(new byte[9999], CompressionKind.Gzip)[..30]);
        File.WriteAllBytes(Path.Combine(folder, "other.tar"), Tar(("readme", "x"u8.ToArray())));
        var reading = Assert.IsType<Reading<ImageSnapshot>.Rejected>(Open(string.Format(System.Globalization.CultureInfo.InvariantCulture, reference, folder)));
        Assert.Contains(code, reading.Causes.Select(defect => defect.Code.Text));
    }

    [Fact]
    public void Folder_without_marker_or_with_an_empty_index_is_told()
    {
        var path = Sample(out _).WriteTo(Path.Combine(folder, "image"));
        File.Delete(Path.Combine(path, "oci-layout"));
        using (var snapshot = Open($"oci:{path}").Required()) Assert.Equal([OciCodes.BadLayout], snapshot.Defects.Select(defect => defect.Code));
        File.WriteAllBytes(Path.Combine(path, "index.json"), []);
        Assert.Contains(OciCodes.BadLayout, Open($"oci:{path}").Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Mutated_archives_never_throw()
    {
        var seed = Sample(out _).ToTar();
        var docker = DockerArchive(CompressionKind.None, "app");
        var path = Path.Combine(folder, "mutated.tar");
        foreach (var (bytes, transport) in (List<(byte[], string)>)[(seed, "oci-archive"), (docker, "docker-archive")])
        {
            foreach (var mutation in Mutations.Of(bytes, Mutations.Count / 5, 23))
            {
                File.WriteAllBytes(path, mutation);
                if (!Open($"{transport}:{path}").TryGet(out var snapshot)) continue;
                foreach (var image in snapshot.Images) LayerPass.Run(snapshot, image, [], Limits.Default).Dispose();
                snapshot.Dispose();
            }
        }
    }

    private static Reading<ImageSnapshot> Open(string reference) => ImageSnapshot.Open(ImageReference.Parse(reference).Required(), Limits.Default);

    private static LayoutBuilder Sample(out string digest)
    {
        var layout = new LayoutBuilder();
        digest = layout.Image(image => image.Layer(layer => layer.File("a", "a")), tag: "app").Digest.ToString();
        return layout;
    }

    private static byte[] DockerArchive(CompressionKind compression, string tag)
    {
        var image = new ImageBuilder().Layer(layer => layer.File("a", "a"), compression);
        var manifest = new JsonArray(new JsonObject { ["Config"] = "config.json", ["RepoTags"] = new JsonArray(tag), ["Layers"] = new JsonArray("l/layer.tar") });
        return Tar(("config.json", LayoutBuilder.Bytes(image.Config())), ("l/layer.tar", image.Layers[0].Blob), ("manifest.json", LayoutBuilder.Bytes(manifest)));
    }

    private static byte[] Tar(params (string Name, byte[] Bytes)[] files)
    {
        var stream = new MemoryStream();
        var tar = new TarWriter(stream);
        foreach (var (name, bytes) in files) tar.Add(new TarItem(name, TarEntryType.Regular), bytes);
        tar.Finish();
        return stream.ToArray();
    }
}
