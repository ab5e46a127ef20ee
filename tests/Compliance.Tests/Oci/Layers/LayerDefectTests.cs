using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Layers;

/// <summary>Layers that lie, break off or grow: each is told by its code, and what is known of it stays or goes as it should.</summary>
public sealed class LayerDefectTests
{
    [Fact]
    public void Other_diff_id_is_told_and_the_entries_stay()
    {
        using var contents = Run(image => image.Layer(layer => layer.File("a", "a")).WithConfig(config => config["rootfs"]!["diff_ids"]![0] = $"sha256:{new string('0', 64)}"));
        Assert.False(contents.Layers[0].DiffIdMatches);
        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
        Assert.Equal([OciCodes.DiffIdDiffers], Codes(contents));
    }

    [Fact]
    public void Other_number_of_diff_ids_is_told()
    {
        using var contents = Run(image => image.Layer(layer => layer.File("a", "a")).WithConfig(config => config["rootfs"]!["diff_ids"] = new System.Text.Json.Nodes.JsonArray()));
        Assert.Equal([OciCodes.LayerCountDiffers], Codes(contents));
        Assert.Null(contents.Layers[0].DiffIdMatches);
    }

    [Fact]
    public void Sha512_diff_id_is_compared()
    {
        var tar = new MemoryStream();
        new TarWriter(tar).Finish();
        var diffId = Compliance.Cryptography.Hashing.ContentHasher.Compute("sha512", tar.ToArray());
        using var contents = Run(image => image.Layer(_ => { }).WithConfig(config => config["rootfs"]!["diff_ids"]![0] = diffId.ToString()));
        Assert.True(contents.Layers[0].DiffIdMatches);
    }

    [Fact]
    public void Absent_layer_is_told_and_the_rest_goes_on()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("a", "a")).Layer(layer => layer.File("b", "b")));
        using var snapshot = layout.Open();
        layout.Blobs.Remove(snapshot.Images[0].Layers[0].Digest);
        using var again = layout.Open();
        using var contents = LayerPass.Run(again, again.Images[0], [], Limits.Default);
        Assert.Equal(["b"], contents.Inventory.Select(entry => entry.Path));
        Assert.Equal([OciCodes.BlobAbsent], Codes(contents));
        Assert.Equal((false, true), (contents.Layers[0].IsVerified, contents.Layers[1].IsComplete));
    }

    [Fact]
    public void Cut_gzip_with_a_right_digest_keeps_what_came_before()
    {
        var whole = new LayerBuilder().File("a", "a").File("b", Noise(200_000)).File("c", "c").Build().Blob;
        using var contents = Run(image => image.Layer(layer => layer.Raw(whole[..^100_000])));
        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
        Assert.Contains(CompressionCodes.GzipEndsEarly, Codes(contents));
        Assert.False(contents.IsComplete);
        Assert.Null(contents.Layers[0].DiffId);
    }

    [Fact]
    public void Media_type_that_contradicts_the_bytes_is_told()
    {
        var plain = new LayerBuilder().File("a", "a").Compressed(CompressionKind.None).Build().Blob;
        using var contents = Run(image => image.Layer(layer => layer.Raw(plain)));
        Assert.Equal([OciCodes.CompressionDiffers], Codes(contents).Take(1));
        Assert.Equal(["a"], contents.Inventory.Select(entry => entry.Path));
    }

    [Fact]
    public void Bomb_by_ratio_is_stopped()
    {
        var zeros = LayerBuilder.Compress(new byte[128 << 20], CompressionKind.Zstd);
        using var contents = Run(image => image.Layer(layer => layer.Raw(zeros), CompressionKind.Zstd), Limits.Default with { MaxCompressionRatio = 100 });
        Assert.Contains(OciCodes.RatioTooHigh, Codes(contents));
        Assert.InRange(contents.Layers[0].UncompressedBytes, 64 << 20, 66 << 20);
    }

    [Fact]
    public void Bomb_by_size_is_stopped()
    {
        using var contents = Run(image => image.Layer(layer => layer.File("a", new byte[3 << 20])), Limits.Default with { MaxLayerBytes = 1 << 20 });
        Assert.Contains(OciCodes.LayerTooLarge, Codes(contents));
        Assert.Empty(contents.Inventory);
        Assert.True(contents.Layers[0].IsVerified);
        Assert.False(contents.IsComplete);
    }

    [Fact]
    public void Too_many_entries_over_all_layers_are_one_gap()
    {
        using var contents = Run(
            image => image.Layer(layer => layer.File("a", "a").File("b", "b")).Layer(layer => layer.File("c", "c").File("d", "d")),
            Limits.Default with { MaxImageEntries = 3 });
        Assert.Equal(["a", "b", "c"], contents.Inventory.Select(entry => entry.Path));
        Assert.Equal([OciCodes.TooManyEntries], Codes(contents));
        Assert.Equal((true, false), (contents.Layers[0].IsComplete, contents.Layers[1].IsComplete));
        Assert.True(contents.Layers[1].DiffIdMatches);
    }

    [Fact]
    public void Long_paths_are_no_way_around_the_bound_on_entries()
    {
        var deep = string.Join('/', Enumerable.Repeat("directory", 40));
        using var contents = Run(
            image => image.Layer(layer =>
            {
                for (var i = 0; i < 100; i++) layer.File($"{deep}/{i}", "x");
            }),
            Limits.Default with { MaxImageEntries = 100 });
        Assert.InRange(contents.Inventory.Count, 40, 60);
        Assert.Equal([OciCodes.TooManyEntries], Codes(contents));
    }

    [Theory]
    [InlineData("../etc/passwd", null, "LAYER-0008")]
    [InlineData("a/../../etc", null, "LAYER-0008")]
    [InlineData("/etc/passwd", "etc/passwd", "LAYER-0009")]
    [InlineData("./a//b/./c", "a/b/c", null)]
    [InlineData("a/.wh.", null, "LAYER-0013")]
    [InlineData("a/.wh...", null, "LAYER-0013")]
    [InlineData("a/.wh..", null, "LAYER-0013")]
    [InlineData(".wh..wh.plnk", null, "LAYER-0013")]
    [InlineData("..a/...", "..a/...", null)]
    public void Name_is_brought_into_its_plain_form_or_refused(string name, string? path, string? code)
    {
        using var contents = Run(image => image.Layer(layer => layer.File(name, "x")));
        Assert.Equal(path is null ? [] : [path], contents.Inventory.Select(entry => entry.Path));
        Assert.Equal(code is null ? [] : [code], Codes(contents).Select(found => found.Text));
        Assert.Equal(path is not null, contents.IsComplete);
    }

    [Fact]
    public void Name_that_is_not_utf8_is_shown_escaped()
    {
        var tar = new MemoryStream();
        var writer = new TarWriter(tar);
        writer.Add(new TarItem("x", TarEntryType.Regular) { PaxRecords = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "caf\u00e9" } }, "x"u8);
        writer.Finish();
        using var contents = Run(image => image.Layer(layer => layer.Raw(tar.ToArray()), CompressionKind.None));
        Assert.Equal([@"caf\xe9"], contents.Inventory.Select(entry => entry.Path));
        Assert.Equal([OciCodes.PathNotUtf8], Codes(contents).Take(1));
    }

    [Fact]
    public void Whiteouts_are_entries_of_their_own_kind()
    {
        using var contents = Run(image => image.Layer(layer => layer.File("d/a", "x")).Layer(layer => layer.Whiteout("d/a").Opaque("d").Opaque("")));
        Assert.Equal(
            [("d/a", FileKind.Regular), ("d/a", FileKind.Whiteout), ("d", FileKind.OpaqueWhiteout), ("", FileKind.OpaqueWhiteout)],
            contents.Inventory.Select(entry => (entry.Path, entry.Kind)));
        Assert.Empty(RootFileSystem.Merge(contents.Inventory).All);
    }

    [Fact]
    public void Mutated_layers_with_right_digests_never_throw()
    {
        foreach (var kind in (CompressionKind[])[CompressionKind.None, CompressionKind.Gzip])
        {
            var seed = new LayerBuilder().Directory("d").File("d/a", "aaa").Symlink("s", "d").HardLink("h", "d/a").Whiteout("x").File("big", Noise(2000)).Compressed(kind).Build().Blob;
            foreach (var mutation in Mutations.Of(seed, Mutations.Count / 2, 29))
            {
                using var contents = Run(image => image.Layer(layer => layer.Raw(mutation), kind));
                RootFileSystem.Merge(contents.Inventory);
                Assert.True(contents.Inventory.Count < 100);
            }
        }
    }

    private static ImageContents Run(Action<ImageBuilder> build, Limits? limits = null)
    {
        var layout = new LayoutBuilder();
        layout.Image(build);
        using var snapshot = layout.Open();
        return LayerPass.Run(snapshot, snapshot.Images[0], [], limits ?? Limits.Default);
    }

    private static IEnumerable<DiagnosticCode> Codes(ImageContents contents) => contents.Defects.Select(defect => defect.Code);

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
