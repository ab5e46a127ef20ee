using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Copying;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pulling;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Snapshots;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>Copies: every digest stays, everything attached is found there, and what others attached there before stays as well.</summary>
public sealed class ImageCopyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("compliance-copy-").FullName;
    private readonly MemoryRegistry registry = new();
    private readonly LayoutBuilder layout = new();
    private readonly Descriptor amd;
    private readonly Descriptor arm;
    private readonly Descriptor index;

    public ImageCopyTests()
    {
        amd = layout.Image(image => image.Layer(layer => layer.File("a", "1")).Layer(layer => layer.File("b", "2")), listed: false);
        arm = layout.Image(image => image.Platform("linux", "arm64").Layer(layer => layer.File("a", "3")), listed: false);
        index = layout.Index([amd, arm], "1");
        layout.Attach(amd.Digest, "application/vnd.example", [("text/plain", "one"u8.ToArray())]);
        layout.Attach(index.Digest, "", [("text/plain", "two"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        layout.Attach(arm.Digest, "", [("text/plain", "three"u8.ToArray())], LayoutBuilder.By.CosignAttestationTag);
    }

    public void Dispose()
    {
        registry.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Layout_goes_to_a_registry_and_back(bool hasReferrers)
    {
        registry.HasReferrers = hasReferrers;
        using var client = registry.Client();
        using var local = layout.Open("1");
        var result = await new ImageCopy(local, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.Equal((index.Digest, 3), (result.Root.Digest, result.Attached.Length));
        using var pulled = await Pull(client);
        Same(local, pulled);

        var back = LayoutTarget.Open(Path.Combine(folder, "back"), Limits.Default).Required();
        await new ImageCopy(pulled, back, null).RunAsync("1", true, TestContext.Current.CancellationToken);
        using var again = ImageSnapshot.Open(ImageReference.Parse($"oci:{folder}/back:1").Required(), Limits.Default).Required();
        Same(local, again);
        Assert.Empty(Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories));

        var second = await new ImageCopy(pulled, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0L), (second.BlobsSent, second.SentBytes));
    }

    [Fact]
    public async Task Tag_comes_last()
    {
        using var client = registry.Client();
        using var local = layout.Open("1");
        await new ImageCopy(local, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.Equal("PUT /v2/app/manifests/1", registry.Asked.Last(asked => asked.Method == "PUT").ToString());
        registry.Instead = asked => asked.Method == "PUT" && asked.Path.EndsWith(".att", StringComparison.Ordinal) ? HttpAnswer.Of(405) : null;
        registry.Manifests.Clear();
        await Assert.ThrowsAsync<RegistryException>(() => new ImageCopy(local, Target(client), null).RunAsync("2", true, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("app/2", registry.Manifests.Keys);
    }

    [Fact]
    public async Task Between_repositories_of_a_registry_blobs_are_mounted()
    {
        registry.Load(layout);
        using var client = registry.Client();
        using var pulled = await Pull(client);
        var layers = pulled.Images.SelectMany(image => image.Layers).Select(layer => layer.Digest).ToList();
        var result = await new ImageCopy(pulled, Target(client, "other"), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.Equal(0, result.BlobsSent);
        Assert.All(layers, layer => Assert.Equal(0, registry.Count($"GET /v2/app/blobs/{layer}")));
        using var there = await Pull(client, "other:1");
        Same(pulled, there);
    }

    [Fact]
    public async Task Signatures_of_others_stay()
    {
        using var client = registry.Client();
        using var local = layout.Open("1");
        await new ImageCopy(local, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        var theirs = new LayoutBuilder();
        var other = theirs.Image(image => image.Layer(layer => layer.File("a", "1")).Layer(layer => layer.File("b", "2")), listed: false);
        var same = theirs.Index([other, theirs.Image(image => image.Platform("linux", "arm64").Layer(layer => layer.File("a", "3")), listed: false)], "1");
        Assert.Equal(index.Digest, same.Digest);
        theirs.Attach(same.Digest, "", [("text/plain", "theirs"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        using var second = theirs.Open("1");
        await new ImageCopy(second, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        using var pulled = await Pull(client);
        var signatures = Assert.Single(pulled.Artifacts, artifact => artifact.Place.EndsWith(".sig", StringComparison.Ordinal));
        Assert.Equal(["two", "theirs"], signatures.Layers.Select(layer => System.Text.Encoding.UTF8.GetString(pulled.ReadBlob(layer, 100).Required().Span)));
    }

    [Fact]
    public async Task One_platform_takes_along_what_is_its_own()
    {
        using var client = registry.Client();
        using var local = ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse("oci:memory:1").Required(), Limits.Default, new Platform("linux", "arm64"), TestContext.Current.CancellationToken).Required();
        var result = await new ImageCopy(local, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.Equal(arm.Digest, result.Root.Digest);
        Assert.Equal(arm.Digest, Assert.Single(result.Attached).Subject);
        Assert.DoesNotContain(registry.Manifests.Keys, key => key.Contains(amd.Digest.ToString(), StringComparison.Ordinal) || key.Contains(index.Digest.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_sends_nothing()
    {
        using var client = registry.Client();
        using var local = layout.Open("1");
        var result = await new ImageCopy(local, new PlannedTarget(Target(client)), null).RunAsync("1", true, TestContext.Current.CancellationToken);
        Assert.True(result.BlobsSent > 5);
        Assert.DoesNotContain(registry.Asked, asked => asked.Method is "PUT" or "POST" or "PATCH");
        Assert.Empty(registry.Blobs);
        LayoutTarget.Open(Path.Combine(folder, "planned"), Limits.Default, isPlanned: true).Required();
        Assert.False(Directory.Exists(Path.Combine(folder, "planned")));
    }

    [Fact]
    public async Task Image_with_a_corrupt_layer_is_not_copied()
    {
        using var whole = layout.Open("1");
        var layer = whole.Images[0].Layers[0].Digest;
        layout.Blobs[layer][^1] ^= 1;
        using var client = registry.Client();
        using var local = layout.Open("1");
        await Assert.ThrowsAsync<Compliance.Oci.Sources.BlobMismatchException>(() => new ImageCopy(local, Target(client), null).RunAsync("1", true, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(registry.Blobs.Keys, key => key.Contains(layer.ToString(), StringComparison.Ordinal));
        Assert.Empty(registry.Manifests);
        var target = LayoutTarget.Open(Path.Combine(folder, "corrupt"), Limits.Default).Required();
        await Assert.ThrowsAsync<Compliance.Oci.Sources.BlobMismatchException>(() => new ImageCopy(local, target, null).RunAsync("1", true, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(Path.Combine(folder, "corrupt", "blobs", "sha256", layer.Hex)));
    }

    [Fact]
    public void Folder_with_other_things_is_no_layout()
    {
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
        Assert.False(LayoutTarget.Open(folder, Limits.Default).TryGet(out _));
        Assert.False(LayoutTarget.Open(Path.Combine(folder, "mine.txt"), Limits.Default).TryGet(out _));
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    private static void Same(ImageSnapshot one, ImageSnapshot other)
    {
        Assert.Empty(other.Defects);
        Assert.Equal(one.Root.Digest, other.Root.Digest);
        Assert.Equal(one.Images.Select(image => image.Digest), other.Images.Select(image => image.Digest));
        Assert.Equal(one.Artifacts.Select(artifact => (artifact.Subject, artifact.Digest)), other.Artifacts.Select(artifact => (artifact.Subject, artifact.Digest)));
        foreach (var layer in one.Images.SelectMany(image => image.Layers).Concat(one.Artifacts.SelectMany(artifact => artifact.Layers)))
            Assert.Equal(one.ReadBlob(layer, 1 << 20).Required().ToArray(), other.ReadBlob(layer, 1 << 20).Required().ToArray());
    }

    private RegistryTarget Target(RegistryClient client, string repository = "app") => new(client, new RepositoryName(registry.Host, repository), Limits.Default);

    private async Task<ImageSnapshot> Pull(RegistryClient client, string name = "app:1") =>
        (await RegistryImages.OpenAsync(client, registry.Image(name), PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken)).Required();
}
