using System.Text;
using System.Text.Json.Nodes;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Oci.Sources;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Snapshots;

public sealed class ImageSnapshotTests
{
    [Fact]
    public void Single_image_is_read_with_its_configuration()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.User("65532").Env("A=b").Entrypoint("/app", "x").Label("l", "v").Layer(layer => layer.File("a", "a")), tag: "app");
        using var snapshot = layout.Open("app");
        Assert.Empty(snapshot.Defects);
        var read = Assert.Single(snapshot.Images);
        Assert.Equal((image.Digest, snapshot.Root.Digest, "linux/amd64", "65532"), (read.Digest, read.Digest, read.Platform!.ToString(), read.Config!.User));
        Assert.Equal(["A=b"], read.Config.Env);
        Assert.Equal(["/app", "x"], read.Config.Entrypoint);
        Assert.Equal("v", read.Config.Labels["l"]);
        Assert.Empty(snapshot.Artifacts);
        Assert.True(snapshot.ArtifactsComplete);
        Assert.Null(snapshot.Index);
    }

    [Fact]
    public void Index_gives_each_platform_and_survives_a_missing_one()
    {
        var layout = new LayoutBuilder();
        var amd = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        var arm = layout.Image(i => i.Platform("linux", "arm64").Layer(layer => layer.File("a", "b")), listed: false);
        var gone = layout.Image(i => i.Platform("linux", "s390x").Layer(layer => layer.File("a", "c")), listed: false);
        layout.Index([amd, gone, arm], tag: "app");
        layout.Blobs.Remove(gone.Digest);
        using var snapshot = layout.Open();
        Assert.Equal([amd.Digest, arm.Digest], snapshot.Images.Select(image => image.Digest));
        Assert.Equal([gone.Digest], snapshot.UnreadableImages.Select(image => image.Digest));
        Assert.Equal([OciCodes.BlobAbsent], snapshot.Defects.Select(defect => defect.Code));
        Assert.Equal(snapshot.Root.Digest, snapshot.Images[0].Index);
    }

    [Theory]
    [InlineData(LayoutBuilder.By.Subject, ArtifactDiscovery.Subject)]
    [InlineData(LayoutBuilder.By.CosignSignatureTag, ArtifactDiscovery.CosignTag)]
    [InlineData(LayoutBuilder.By.CosignAttestationTag, ArtifactDiscovery.CosignTag)]
    public void Artifact_is_found_each_way(LayoutBuilder.By by, ArtifactDiscovery discovery)
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "app");
        var artifact = layout.Attach(image.Digest, "application/vnd.example", [("text/plain", "signature"u8.ToArray())], by);
        using var snapshot = layout.Open();
        var found = Assert.Single(snapshot.Artifacts);
        Assert.Equal((artifact.Digest, image.Digest, discovery), (found.Digest, found.Subject, found.Discovery));
        Assert.Equal("signature"u8.ToArray(), snapshot.ReadBlob(found.Layers[0], 100).Required().ToArray());
        Assert.Empty(snapshot.Defects);
    }

    [Fact]
    public void Artifact_of_a_cosign_save_layout_is_found_by_kind()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        layout.List(image, null, ("kind", "dev.cosignproject.cosign/image"));
        layout.Attach(image.Digest, "", [("text/plain", "s"u8.ToArray())], LayoutBuilder.By.CosignSignatureKind);
        layout.Attach(image.Digest, "", [("text/plain", "t"u8.ToArray())], LayoutBuilder.By.CosignAttestationKind);
        using var snapshot = layout.Open();
        Assert.Equal(image.Digest, snapshot.Root.Digest);
        Assert.Equal([ArtifactDiscovery.CosignKind, ArtifactDiscovery.CosignKind], snapshot.Artifacts.Select(artifact => artifact.Discovery));
    }

    [Fact]
    public void Longer_tag_names_and_the_fallback_tag_are_understood()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "registry.example/app:v1");
        var tagged = layout.Attach(image.Digest, "", [("text/plain", "s"u8.ToArray())], LayoutBuilder.By.Subject);
        var other = layout.Attach(image.Digest, "x", [("text/plain", "t"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        layout.List(tagged, $"registry.example/app:sha256-{image.Digest.Hex}.att");
        var fallback = layout.Index([other], listed: false);
        layout.List(fallback, $"sha256-{image.Digest.Hex}");
        using var snapshot = layout.Open("v1");
        Assert.Equal(image.Digest, snapshot.Root.Digest);
        Assert.Equal([ArtifactDiscovery.Subject, ArtifactDiscovery.CosignTag], snapshot.Artifacts.OrderBy(artifact => artifact.Discovery).Select(artifact => artifact.Discovery));
    }

    [Fact]
    public void Artifact_of_an_artifact_is_found_and_one_of_another_image_is_not()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "app");
        var other = layout.Image(i => i.Layer(layer => layer.File("b", "b")), tag: "other");
        var sbom = layout.Attach(image.Digest, "sbom", [("text/plain", "sbom"u8.ToArray())]);
        var signature = layout.Attach(sbom.Digest, "signature", [("text/plain", "signature"u8.ToArray())]);
        layout.Attach(other.Digest, "sbom", [("text/plain", "other"u8.ToArray())]);
        using var snapshot = layout.Open("app");
        Assert.Equal(new[] { sbom.Digest, signature.Digest }.Order(), snapshot.Artifacts.Select(artifact => artifact.Digest).Order());
    }

    [Fact]
    public void BuildKit_attestation_is_attached_and_not_a_platform()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        var attestation = layout.Attach(image.Digest, "", [("application/vnd.in-toto+json", "{}"u8.ToArray())]) with { Platform = new Platform("unknown", "unknown") };
        attestation = attestation with { Annotations = attestation.Annotations.Add("vnd.docker.reference.type", "attestation-manifest").Add("vnd.docker.reference.digest", image.Digest.ToString()) };
        layout.Index([image, attestation], tag: "app");
        using var snapshot = layout.Open();
        Assert.Equal([image.Digest], snapshot.Images.Select(found => found.Digest));
        Assert.Equal([ArtifactDiscovery.BuildKit], snapshot.Artifacts.Select(artifact => artifact.Discovery));
        Assert.Equal(image.Digest, snapshot.Artifacts[0].Subject);
    }

    [Fact]
    public void Unreadable_artifact_is_a_defect_and_makes_the_list_incomplete()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "app");
        var signature = layout.Attach(image.Digest, "", [("text/plain", "s"u8.ToArray())], LayoutBuilder.By.CosignSignatureTag);
        layout.Blobs.Remove(signature.Digest);
        using var snapshot = layout.Open("app");
        Assert.False(snapshot.ArtifactsComplete);
        Assert.Equal([OciCodes.BlobAbsent], snapshot.Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Blobs_that_cannot_be_listed_make_the_list_incomplete()
    {
        var layout = new LayoutBuilder();
        layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "app");
        using var snapshot = ImageSnapshot.Open(new UnlistableSource(layout.ToMemory()), ImageReference.Parse("oci:memory").Required(), Limits.Default).Required();
        Assert.False(snapshot.ArtifactsComplete);
        Assert.Equal([OciCodes.ArtifactScanIncomplete], snapshot.Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Several_images_need_a_name()
    {
        var layout = new LayoutBuilder();
        var one = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "one");
        layout.Image(i => i.Layer(layer => layer.File("b", "b")), tag: "two");
        var reading = layout.Read();
        Assert.Equal([OciCodes.AmbiguousImage], reading.Defects.Select(defect => defect.Code));
        Assert.Contains("one, two", reading.Defects[0].Message, StringComparison.Ordinal);
        Assert.Equal([OciCodes.NoSuchImage], layout.Read("three").Defects.Select(defect => defect.Code));
        using var pinned = ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse($"oci:memory@{one.Digest}").Required(), Limits.Default).Required();
        Assert.Equal(one.Digest, pinned.Root.Digest);
        Assert.True(pinned.Reference.IsPinned);
    }

    [Fact]
    public void Layout_of_platforms_without_tags_is_itself_the_index()
    {
        var layout = new LayoutBuilder();
        layout.Image(i => i.Layer(layer => layer.File("a", "a")));
        layout.Image(i => i.Platform("linux", "arm64").Layer(layer => layer.File("b", "b")));
        using var snapshot = layout.Open();
        Assert.Equal(2, snapshot.Images.Length);
        Assert.Equal(LayoutBuilder.DigestOf(layout.IndexBytes()), snapshot.Root.Digest);
        Assert.Equal([OciCodes.LayoutIsIndex], snapshot.Defects.Select(defect => defect.Code));
    }

    [Fact]
    public void Image_that_only_a_nested_index_names_is_opened_by_digest()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        layout.Index([layout.Index([image], listed: false)], tag: "app");
        using var nested = layout.Open();
        Assert.Equal([image.Digest], nested.Images.Select(found => found.Digest));
        Assert.Equal(2, nested.Indexes.Count);
        using var direct = ImageSnapshot.Open(layout.ToMemory(), ImageReference.Parse($"oci:memory@{image.Digest}").Required(), Limits.Default).Required();
        Assert.Equal([image.Digest], direct.Images.Select(found => found.Digest));
    }

    [Fact]
    public void Index_in_itself_ends_and_is_told()
    {
        var layout = new LayoutBuilder();
        var index = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        for (var depth = 0; depth < 8; depth++) index = layout.Index([index], listed: false);
        layout.List(index, "app");
        using var snapshot = layout.Open();
        Assert.Empty(snapshot.Images);
        Assert.Equal([OciCodes.IndexesTooDeep], snapshot.Defects.Select(defect => defect.Code));
    }

    public static TheoryData<string, Action<JsonObject>> BadManifests => new()
    {
        { "OCI-0009", manifest => manifest["mediaType"] = OciMediaTypes.DockerManifest.Text },
        { "OCI-0009", manifest => manifest["manifests"] = new JsonArray() },
        { "OCI-0012", manifest => manifest["schemaVersion"] = 1 },
        { "OCI-0012", manifest => manifest.Remove("schemaVersion") },
        { "OCI-0007", manifest => manifest.Remove("config") },
        { "OCI-0007", manifest => manifest["layers"] = 3 },
        { "OCI-0007", manifest => manifest["config"]!["size"] = -1 },
        { "OCI-0007", manifest => manifest["config"]!["size"] = "7" },
        { "OCI-0008", manifest => manifest["config"]!["digest"] = "md5:d41d8cd98f00b204e9800998ecf8427e" },
        { "OCI-0008", manifest => manifest["layers"]![0]!["digest"] = "sha256:../../../../etc/passwd" },
    };

    [Theory]
    [MemberData(nameof(BadManifests))]
    public void Bad_manifest_is_refused_with_its_code(string code, Action<JsonObject> edit)
    {
        var layout = new LayoutBuilder();
        layout.Image(i => i.Layer(layer => layer.File("a", "a")).WithManifest(edit), tag: "app");
        Assert.Contains(code, Assert.IsType<Reading<ImageSnapshot>.Rejected>(layout.Read()).Causes.Select(defect => defect.Code.Text));
    }

    [Fact]
    public void Duplicate_key_in_a_manifest_is_refused()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), listed: false);
        var text = Encoding.UTF8.GetString(layout.Blobs[image.Digest]).Replace("\"config\":", "\"config\":{},\"config\":", StringComparison.Ordinal);
        layout.List(layout.Blob(OciMediaTypes.Manifest, Encoding.UTF8.GetBytes(text)), "app");
        Assert.Contains("JSON-0003", layout.Read().Defects.Select(defect => defect.Code.Text));
    }

    [Fact]
    public void Changed_root_or_configuration_is_told()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.Layer(layer => layer.File("a", "a")), tag: "app");
        var config = ImageManifest.Read(layout.Blobs[image.Digest], "m", null, Limits.Default).Required().Config;
        layout.Blobs[config.Digest][5] ^= 1;
        using (var snapshot = layout.Open())
        {
            Assert.Null(snapshot.Images[0].Config);
            Assert.Equal([OciCodes.BlobMismatch], snapshot.Defects.Select(defect => defect.Code));
        }

        layout.Blobs[image.Digest][5] ^= 1;
        Assert.Equal([OciCodes.BlobMismatch], Assert.IsType<Reading<ImageSnapshot>.Rejected>(layout.Read()).Causes.Select(defect => defect.Code));
    }

    [Fact]
    public void Mutated_layouts_never_throw()
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(i => i.User("0").Layer(layer => layer.File("a", "a")), listed: false);
        var index = layout.Index([image], tag: "app");
        layout.Attach(image.Digest, "x", [("text/plain", "s"u8.ToArray())]);
        foreach (var target in (Digest[])[image.Digest, index.Digest, ImageManifest.Read(layout.Blobs[image.Digest], "m", null, Limits.Default).Required().Config.Digest])
        {
            foreach (var mutation in Mutations.Of(layout.Blobs[target], Mutations.Count / 4, 19))
            {
                ImageIndex.Read(mutation, "mutation", null, Limits.Default);
                ImageManifest.Read(mutation, "mutation", null, Limits.Default);
                ImageConfig.Read(mutation, "mutation", Limits.Default);
                var changed = new LayoutBuilder();
                foreach (var (digest, bytes) in layout.Blobs) changed.Blobs[digest] = bytes;
                changed.List(changed.Blob(OciMediaTypes.Index, mutation), "app");
                if (changed.Read().TryGet(out var snapshot)) snapshot.Dispose();
            }
        }
    }

    private sealed class UnlistableSource(IImageSource inner) : IImageSource
    {
        public string Name => inner.Name;

        public IReadOnlyList<Defect> Defects => inner.Defects;

        public IEnumerable<Digest> Digests => throw new UnauthorizedAccessException("denied");

        public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits) => inner.ReadIndex(limits);

        public long? SizeOf(Digest digest) => inner.SizeOf(digest);

        public Stream? Open(Digest digest) => inner.Open(digest);

        public void Dispose() => inner.Dispose();
    }
}
