using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pulling;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Sources;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>What is pushed arrives whole, or not at all.</summary>
public sealed class RegistryWriterTests : IDisposable
{
    private readonly MemoryRegistry registry = new();
    private readonly byte[] content = new byte[100_000];
    private readonly Descriptor blob;

    public RegistryWriterTests()
    {
        new Random(11).NextBytes(content);
        blob = new Descriptor(new MediaType("application/octet-stream"), ContentHasher.Sha256(content), content.Length);
    }

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Blob_goes_in_one_request_and_only_once()
    {
        Assert.Equal(BlobPut.Sent, await Put());
        Assert.Equal(content, registry.Blobs[$"app/{blob.Digest}"]);
        Assert.Equal(0, registry.Count("PATCH"));
        Assert.Equal(BlobPut.WasThere, await Put());
        Assert.Equal(1, registry.Count("PUT"));
    }

    [Fact]
    public async Task Large_blob_goes_in_chunks()
    {
        Assert.Equal(BlobPut.Sent, await Put(Chunked));
        Assert.Equal(content, registry.Blobs[$"app/{blob.Digest}"]);
        Assert.Equal(["0-29999", "30000-59999", "60000-89999", "90000-99999"], registry.Asked.Where(asked => asked.Method == "PATCH").Select(asked => asked.Header("Content-Range")));
    }

    [Fact]
    public async Task Chunk_that_was_lost_is_sent_again_and_one_that_arrived_is_not()
    {
        var fails = 2;
        registry.Instead = asked => asked.Method == "PATCH" && asked.Header("Content-Range").StartsWith("30000", StringComparison.Ordinal) && fails-- > 0 ? HttpAnswer.Of(503) : null;
        Assert.Equal(BlobPut.Sent, await Put(Chunked));
        Assert.Equal(content, registry.Blobs[$"app/{blob.Digest}"]);
    }

    [Fact]
    public async Task Upload_that_is_forgotten_is_begun_anew()
    {
        var forgets = 1;
        registry.Instead = asked => asked.Method == "PATCH" && asked.Header("Content-Range").StartsWith("60000", StringComparison.Ordinal) && forgets-- > 0 ? HttpAnswer.Of(404) : null;
        Assert.Equal(BlobPut.Sent, await Put(Chunked));
        Assert.Equal(content, registry.Blobs[$"app/{blob.Digest}"]);
        Assert.Equal(2, registry.Count("POST"));
    }

    [Fact]
    public async Task Blob_of_a_repository_beside_it_is_mounted()
    {
        registry.Blobs[$"other/{blob.Digest}"] = content;
        using var client = registry.Client();
        var put = await client.Write(new RepositoryName(registry.Host, "app")).PutBlobAsync(blob, () => throw new InvalidOperationException("not to be opened"), new RepositoryName(registry.Host, "other"), null, TestContext.Current.CancellationToken);
        Assert.Equal(BlobPut.Mounted, put);
        Assert.Equal(content, registry.Blobs[$"app/{blob.Digest}"]);
    }

    [Fact]
    public async Task Content_that_is_not_what_it_should_be_is_not_sent()
    {
        content[5] ^= 1;
        await Assert.ThrowsAsync<BlobMismatchException>(() => Put());
        Assert.Equal(0, registry.Count("PUT") + registry.Count("PATCH"));
    }

    [Fact]
    public async Task Refusal_is_told_by_its_code_only()
    {
        registry.Instead = asked => asked.Method == "POST" ? HttpAnswer.Json("""{"errors":[{"code":"DENIED","message":"\u001b[31mhello"},{"code":"bad code"}]}""") with { Status = 405 } : null;
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Put());
        Assert.Equal(RegistryCodes.NotTaken, broken.Defect.Code);
        Assert.Contains("405, DENIED)", broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_that_is_stored_as_another_is_told()
    {
        registry.Instead = asked => asked.Method == "PUT" ? HttpAnswer.Of(201, ("Docker-Content-Digest", $"sha256:{new string('2', 64)}")) : null;
        using var client = registry.Client();
        var broken = await Assert.ThrowsAsync<RegistryException>(() => client.Write(new RepositoryName(registry.Host, "app")).PutManifestAsync(new Descriptor(OciMediaTypes.Manifest, ContentHasher.Sha256("{}"u8), 2), "{}"u8.ToArray(), "1", TestContext.Current.CancellationToken));
        Assert.Equal(RegistryCodes.DigestStatedWrong, broken.Defect.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attachments_are_found_again_with_and_without_the_referrers_interface(bool hasReferrers)
    {
        registry.HasReferrers = hasReferrers;
        var layout = new LayoutBuilder();
        var image = layout.Image(made => made.Layer(layer => layer.File("a", "1")), "1");
        registry.Load(layout);
        using var client = registry.Client();
        var target = new RegistryTarget(client, new RepositoryName(registry.Host, "app"), Limits.Default);
        var attached = new List<Digest>();
        foreach (var text in (string[])["one", "two"])
        {
            // A plan says which tag will be written, and puts nothing.
            var asked = registry.Count("PUT") + registry.Count("POST");
            var planned = await AttachAsync(new PlannedAttachments(target), text);
            Assert.Equal(asked, registry.Count("PUT") + registry.Count("POST"));
            var made = await AttachAsync(target, text);
            Assert.Equal(hasReferrers, made.Tag is null);
            Assert.Equal((made.Manifest.Digest, made.Tag), (planned.Manifest.Digest, planned.Tag));
            attached.Add(made.Manifest.Digest);
        }

        attached.Add((await ImageAttachments.AppendAsync(target, image, ".sig", new AttachmentLayer(new MediaType("text/plain"), "three"u8.ToArray(), NoAnnotations), TestContext.Current.CancellationToken)).Manifest.Digest);
        using var snapshot = (await RegistryImages.OpenAsync(client, registry.Image(), PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken)).Required();
        Assert.Equal(attached.Order(), snapshot.Artifacts.Select(artifact => artifact.Digest).Order());
        Assert.Empty(snapshot.Defects);

        Task<AttachedManifest> AttachAsync(IAttachmentTarget to, string text) => ImageAttachments.AttachAsync(
            to, image, new MediaType("application/vnd.example"), new AttachmentLayer(new MediaType("text/plain"), System.Text.Encoding.UTF8.GetBytes(text), NoAnnotations), NoAnnotations, TestContext.Current.CancellationToken);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> NoAnnotations => System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty;

    private static RegistrySettings Chunked => MemoryRegistry.Quick with { ChunkBytes = 30_000 };

    private async Task<BlobPut> Put(RegistrySettings? settings = null)
    {
        using var client = registry.Client(settings);
        return await client.Write(new RepositoryName(registry.Host, "app")).PutBlobAsync(blob, () => new MemoryStream(content, writable: false), null, null, TestContext.Current.CancellationToken);
    }
}
