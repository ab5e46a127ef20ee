using System.Text;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Files;
using Compliance.Oci.Layers;
using Compliance.Oci.Layers.Entries;
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
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData("ID=test\n"u8)), release.Md5);
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

    [Fact]
    public void Image_without_dpkg_has_no_md5()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("lib/apk/db/installed", "P:x\n")));
        using var snapshot = layout.Open();
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [], Limits.Default);
        Assert.Null(contents.Inventory[0].Md5);
    }

    [Fact]
    public void Files_of_all_sizes_have_the_digests_of_their_bytes()
    {
        var random = new Random(5);
        int[] sizes = [0, 1, 511, 512, 513, 130_000, 131_072, 131_073, 400_000, LegacyDigestQueue.MaxQueuedBytes, LegacyDigestQueue.MaxQueuedBytes + 1, 6_000_000];
        var files = sizes.Select(size => Random(random, size)).ToList();
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer =>
        {
            foreach (var file in files) layer.File($"f{file.Length}", file);
            layer.File("var/lib/dpkg/status", "");
        }));
        using var snapshot = layout.Open();
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [new PathCaptureRule(_ => true)], Limits.Default with { MaxSpoolMemoryBytes = 1 << 20 });
        for (var i = 0; i < files.Count; i++)
        {
            var entry = contents.Inventory[i];
            Assert.Equal(LayoutBuilder.DigestOf(files[i]), entry.Sha256);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(files[i])), entry.Md5);
            Assert.Equal(files[i], contents.Captured.ReadAll(entry.Sha256!));
        }
    }

    [Fact]
    public void Rule_by_content_and_observer_see_the_bytes()
    {
        var layout = new LayoutBuilder();
        var elf = (byte[])[0x7F, .. "ELF"u8, .. Random(new Random(2), 300_000)];
        layout.Image(image => image.Layer(layer => layer.File("bin/a", elf).File("bin/b", "text").File("bin/c", elf)));
        using var snapshot = layout.Open();
        var rule = new ElfRule();
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [rule], Limits.Default);
        Assert.Equal([LayoutBuilder.DigestOf(elf)], contents.Captured.Digests);
        Assert.Equal(["bin/a 300004", "bin/c 300004"], rule.Seen);
    }

    [Fact]
    public void Observer_of_a_layer_that_is_not_the_named_one_is_abandoned()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("bin/a", (byte[])[0x7F, .. "ELF"u8, .. new byte[600_000]]), CompressionKind.None));
        using var snapshot = layout.Open();
        layout.Blobs[snapshot.Images[0].Layers[0].Digest][1500] ^= 1;
        using var changed = layout.Open();
        var rule = new ElfRule();
        using var contents = LayerPass.Run(changed, changed.Images[0], [rule], Limits.Default);
        Assert.Equal(["abandoned"], rule.Seen);
        Assert.Empty(contents.Captured.Digests);
        Assert.Empty(contents.Inventory);
    }

    [Fact]
    public void File_too_large_to_keep_is_told()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("a", new byte[2000])));
        using var snapshot = layout.Open();
        using var contents = LayerPass.Run(snapshot, snapshot.Images[0], [new PathCaptureRule(_ => true)], Limits.Default with { MaxCapturedFileBytes = 1000 });
        Assert.Equal([OciCodes.FileTooLargeToKeep], contents.Defects.Select(defect => defect.Code));
        Assert.Empty(contents.Captured.Digests);
        Assert.True(contents.IsComplete);
    }

    [Fact]
    public void Progress_ends_at_all_bytes_and_cancellation_stops()
    {
        var layout = new LayoutBuilder();
        layout.Image(image => image.Layer(layer => layer.File("a", Random(new Random(4), 3 << 20))).Layer(layer => layer.File("b", "b")));
        using var snapshot = layout.Open();
        var progress = new Recorded();
        LayerPass.Run(snapshot, snapshot.Images[0], [], Limits.Default, progress).Dispose();
        var last = progress.Reports[^1];
        Assert.Equal((1, 2, last.TotalBytes), (last.Layer, last.LayerCount, last.BytesRead));
        Assert.True(progress.Reports.Count > 2);
        Assert.True(progress.Reports.Select(report => report.BytesRead).SequenceEqual(progress.Reports.Select(report => report.BytesRead).Order()));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => LayerPass.Run(snapshot, snapshot.Images[0], [], Limits.Default, null, cancelled.Token));
    }

    private static byte[] Random(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Recorded : IProgress<LayerProgress>
    {
        public List<LayerProgress> Reports { get; } = [];

        public void Report(LayerProgress value) => Reports.Add(value);
    }

    private sealed class ElfRule : ICaptureRule
    {
        public List<string> Seen { get; } = [];

        public CaptureRequest ByPath(ReadOnlySpan<char> path, long size) => CaptureRequest.AskWithContent;

        public CaptureRequest ByContent(ReadOnlySpan<char> path, long size, ReadOnlySpan<byte> first) =>
            first is [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] ? CaptureRequest.Keep | CaptureRequest.Observe : CaptureRequest.Ignore;

        public IFileObserver Observe(ReadOnlySpan<char> path, long size) => new Counter(Seen);

        private sealed class Counter(List<string> seen) : IFileObserver
        {
            private long count;

            public void Append(ReadOnlySpan<byte> bytes) => count += bytes.Length;

            public void Complete(FileEntry file) => seen.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path} {count}"));

            public void Abandon() => seen.Add("abandoned");
        }
    }
}
