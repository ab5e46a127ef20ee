using System.Text;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pulling;
using Compliance.Oci.Snapshots;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>Images in registries are as in layouts: the same images, the same artifacts, wherever they are attached.</summary>
public sealed class RegistryImagesTests : IDisposable
{
    private readonly MemoryRegistry registry = new();
    private readonly LayoutBuilder layout = new();
    private readonly Descriptor amd;
    private readonly Descriptor arm;
    private readonly Descriptor index;
    private RegistryClient? client;

    public RegistryImagesTests()
    {
        amd = layout.Image(image => image.Layer(layer => layer.File("etc/os-release", "ID=test\n")).Layer(layer => layer.File("a", "1")), listed: false);
        arm = layout.Image(image => image.Platform("linux", "arm64").Layer(layer => layer.File("etc/os-release", "ID=test\n")), listed: false);
        index = layout.Index([amd, arm], "1");
    }

    public void Dispose()
    {
        client?.Dispose();
        registry.Dispose();
    }

    [Fact]
    public async Task Index_is_read_as_from_a_layout_and_its_layers_when_they_are_opened()
    {
        registry.Load(layout);
        using var pulled = await Open();
        using var local = layout.Open("1");
        Assert.Equal(local.Root.Digest, pulled.Root.Digest);
        Assert.Equal(local.Images.Select(image => (image.Digest, image.Platform)), pulled.Images.Select(image => (image.Digest, image.Platform)));
        Assert.Empty(pulled.Defects);
        Assert.True(pulled.ArtifactsComplete);
        var layer = pulled.Images[0].Layers[0];
        Assert.Equal(0, registry.Count($"GET /v2/app/blobs/{layer.Digest}"));
        Assert.Equal(layout.Blobs[layer.Digest], pulled.ReadBlob(layer, 1 << 20).Required().ToArray());
        Assert.Equal(layout.Blobs[layer.Digest], pulled.ReadBlob(layer, 1 << 20).Required().ToArray());
        Assert.Equal(1, registry.Count($"GET /v2/app/blobs/{layer.Digest}"));
        Assert.Equal(1, registry.Count("GET /v2/app/manifests/1"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Artifacts_are_found_in_every_place(bool hasReferrers)
    {
        registry.HasReferrers = hasReferrers;
        var bundle = layout.Attach(amd.Digest, "application/vnd.example", [("text/plain", "one"u8.ToArray())]);
        var onBundle = layout.Attach(bundle.Digest, "application/vnd.example", [("text/plain", "two"u8.ToArray())]);
        var signature = layout.Attach(index.Digest, "", [("text/plain", "three"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        var attestation = layout.Attach(arm.Digest, "", [("text/plain", "four"u8.ToArray())], LayoutBuilder.By.CosignAttestationTag);
        if (!hasReferrers)
        {
            layout.Index([bundle], $"sha256-{amd.Digest.Hex}");
            layout.Index([onBundle], $"sha256-{bundle.Digest.Hex}");
        }

        registry.Load(layout);
        using var pulled = await Open();
        Assert.Equal(
            new[] { bundle.Digest, onBundle.Digest, signature.Digest, attestation.Digest }.Order(),
            pulled.Artifacts.Select(artifact => artifact.Digest).Order());
        Assert.True(pulled.ArtifactsComplete, string.Join('\n', pulled.Defects));
        Assert.Empty(pulled.Defects);
        foreach (var artifact in pulled.Artifacts) Assert.Equal(layout.Blobs[artifact.Layers[0].Digest], pulled.ReadBlob(artifact.Layers[0], 1 << 20).Required().ToArray());
        Assert.Equal(hasReferrers ? 0 : 1, pulled.Artifacts.Single(artifact => artifact.Digest == bundle.Digest).AlsoIn.Length);
    }

    [Fact]
    public async Task Places_that_contradict_each_other_are_reported()
    {
        var bundle = layout.Attach(amd.Digest, "application/vnd.example", [("text/plain", "one"u8.ToArray())]);
        layout.Index([arm], $"sha256-{amd.Digest.Hex}");
        registry.Load(layout);
        registry.Instead = asked => asked.Path == $"/v2/app/referrers/{amd.Digest}"
            ? new HttpAnswer(200, Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{OciMediaTypes.Manifest}}","digest":"{{bundle.Digest}}","size":{{bundle.Size + 1}},"artifactType":"text/other"},{"mediaType":"{{OciMediaTypes.Manifest}}","digest":"{{index.Digest}}","size":{{index.Size}}}]}"""))
            : null;
        using var pulled = await Open();
        var told = pulled.Defects.Select(defect => defect.ToString()).ToList();
        Assert.Contains(told, text => text.Contains("REG-0011", StringComparison.Ordinal) && text.Contains("text/other", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("REG-0011", StringComparison.Ordinal) && text.Contains("bytes, it has", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("REG-0011", StringComparison.Ordinal) && text.Contains("and not by the registry itself", StringComparison.Ordinal));
        Assert.Contains(pulled.Artifacts, artifact => artifact.Digest == bundle.Digest);
        // The index is no manifest of an artifact: what was listed and can't be taken for one is not lost silently.
        Assert.False(pulled.ArtifactsComplete);
    }

    [Fact]
    public async Task Lists_that_can_not_be_read_make_what_is_attached_unknown()
    {
        registry.Load(layout);
        foreach (var answer in (HttpAnswer[])[HttpAnswer.Json("no"), HttpAnswer.Json("{}"), HttpAnswer.Of(418), HttpAnswer.Of(403), HttpAnswer.Of(500), new HttpAnswer(200, new byte[9 << 20])])
        {
            registry.Instead = asked => asked.Path.Contains("referrers", StringComparison.Ordinal) ? answer : null;
            using var pulled = await Open();
            Assert.False(pulled.ArtifactsComplete);
            Assert.NotEmpty(pulled.Defects);
            Assert.Equal(2, pulled.Images.Length);
        }
    }

    [Fact]
    public async Task Listed_artifact_that_is_absent_is_told()
    {
        var bundle = layout.Attach(amd.Digest, "application/vnd.example", [("text/plain", "one"u8.ToArray())]);
        registry.Load(layout);
        registry.Instead = asked => asked.Path == $"/v2/app/manifests/{bundle.Digest}" ? HttpAnswer.Of(404) : null;
        using var pulled = await Open();
        Assert.False(pulled.ArtifactsComplete);
        Assert.Contains(pulled.Defects, defect => defect.Code == OciCodes.BlobAbsent);
    }

    [Fact]
    public async Task One_platform_can_be_chosen_and_its_index_stays_known()
    {
        var signature = layout.Attach(index.Digest, "", [("text/plain", "three"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        registry.Load(layout);
        using var pulled = await Open(request: new PullRequest { Platform = new Platform("linux", "arm64") });
        Assert.Equal(arm.Digest, pulled.Root.Digest);
        Assert.Equal(index.Digest, Assert.Single(pulled.Images).Index);
        Assert.Equal(0, registry.Count($"GET /v2/app/manifests/{amd.Digest}"));
        Assert.Contains(pulled.Artifacts, artifact => artifact.Digest == signature.Digest);
        var none = await Read(request: new PullRequest { Platform = new Platform("linux", "s390x") });
        Assert.Contains(none.Defects, defect => defect.Code == OciCodes.NoSuchPlatform && defect.Message.Contains("linux/arm64", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digest_is_taken_at_its_word_whatever_the_tag_says()
    {
        registry.Load(layout);
        using var pulled = await Open($"app:1@{arm.Digest}");
        Assert.Equal(arm.Digest, pulled.Root.Digest);
        Assert.True(pulled.Reference.IsPinned);
        Assert.Equal(0, registry.Count("GET /v2/app/manifests/1"));
    }

    [Fact]
    public async Task What_is_not_there_is_no_such_manifest()
    {
        registry.Load(layout);
        foreach (var name in (string[])["app:2", "other:1", $"app@sha256:{new string('0', 64)}"])
        {
            var reading = await Read(name);
            Assert.Equal(RegistryCodes.NoSuchManifest, Assert.Single(reading.Defects).Code);
        }
    }

    private async Task<ImageSnapshot> Open(string name = "app:1", PullRequest? request = null) => (await Read(name, request)).Required();

    private Task<Reading<ImageSnapshot>> Read(string name = "app:1", PullRequest? request = null) =>
        RegistryImages.OpenAsync(client ??= registry.Client(), registry.Image(name), request ?? PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken);
}
