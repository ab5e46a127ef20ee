using System.Diagnostics;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pulling;
using Compliance.Oci.Snapshots;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>Registries that fail, lie, wait and never end: nothing of theirs gets past its digest, and each costs a known amount.</summary>
public sealed class LyingRegistryTests : IDisposable
{
    private readonly MemoryRegistry registry = new();
    private readonly LayoutBuilder layout = new();
    private readonly Descriptor image;
    private readonly Descriptor layer;

    public LyingRegistryTests()
    {
        var noise = new byte[300_000];
        new Random(3).NextBytes(noise);
        image = layout.Image(made => made.Layer(made => made.File("noise", Convert.ToBase64String(noise))), "1");
        using var local = layout.Open("1");
        layer = local.Images[0].Layers[0];
        registry.Load(layout);
    }

    public void Dispose() => registry.Dispose();

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task What_may_pass_is_asked_again(int status)
    {
        var left = 2;
        registry.Instead = _ => left-- > 0 ? HttpAnswer.Of(status, ("Retry-After", "0")) : null;
        using var client = registry.Client();
        Assert.NotNull(await Manifest(client));
        Assert.True(left < 0);
    }

    [Fact]
    public async Task Registry_that_stays_broken_is_given_up()
    {
        using var client = registry.Client();
        Assert.NotNull(await Manifest(client));
        registry.Instead = _ => HttpAnswer.Of(503);
        await Refused(RegistryCodes.Unavailable, () => Manifest(client));
        Assert.Equal(1 + MemoryRegistry.Quick.MaxAttempts, registry.Count("GET /v2/app/manifests"));
    }

    [Fact]
    public async Task Pause_that_is_too_long_is_not_taken()
    {
        using var client = registry.Client();
        Assert.NotNull(await Manifest(client));
        registry.Instead = _ => HttpAnswer.Of(429, ("Retry-After", "86400"));
        var watch = Stopwatch.StartNew();
        var broken = await Refused(RegistryCodes.Unavailable, () => Manifest(client));
        Assert.Contains("86400", broken.Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Body_that_breaks_goes_on_where_it_stopped()
    {
        var breaks = new Queue<int>([100_000, 50_000]);
        registry.Instead = asked => asked.Path == $"/v2/app/blobs/{layer.Digest}" && breaks.TryDequeue(out var after) ? Ranged(asked) with { BreaksAfter = after } : null;
        Assert.Equal(layout.Blobs[layer.Digest], await Layer());
        Assert.Equal(["", "bytes=100000-", "bytes=150000-"], registry.Asked.Where(asked => asked.Path.EndsWith(layer.Digest.ToString(), StringComparison.Ordinal)).Select(asked => asked.Header("Range")));
    }

    [Fact]
    public async Task Registry_without_ranges_is_asked_for_the_whole_again()
    {
        var left = 1;
        registry.Instead = asked => asked.Path != $"/v2/app/blobs/{layer.Digest}" ? null : new HttpAnswer(200, layout.Blobs[layer.Digest]) { BreaksAfter = left-- > 0 ? 100_000 : -1 };
        Assert.Equal(layout.Blobs[layer.Digest], await Layer());
    }

    [Fact]
    public async Task Ranges_of_other_bytes_are_never_put_together()
    {
        var other = layout.Blobs[layer.Digest].Reverse().ToArray();
        registry.Instead = asked => asked.Path != $"/v2/app/blobs/{layer.Digest}" ? null
            : asked.Header("Range").Length > 0 ? new HttpAnswer(206, other[100_000..], ("Content-Range", $"bytes 100000-{other.Length - 1}/{other.Length}"))
            : new HttpAnswer(200, layout.Blobs[layer.Digest]) { BreaksAfter = 100_000 };
        await LayerRefused();
        // Asked in one go, it is taken.
        var left = 1;
        registry.Instead = asked => asked.Path != $"/v2/app/blobs/{layer.Digest}" ? null
            : asked.Header("Range").Length > 0 ? new HttpAnswer(206, other[100_000..], ("Content-Range", $"bytes 100000-{other.Length - 1}/{other.Length}"))
            : new HttpAnswer(200, layout.Blobs[layer.Digest]) { BreaksAfter = left-- > 0 ? 100_000 : -1 };
        Assert.Equal(layout.Blobs[layer.Digest], await Layer());
    }

    public static TheoryData<string> Lies => ["other", "short", "long", "empty", "endless", "stated-short", "stated-long", "206"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Blob_that_is_not_its_digest_is_refused(string lie)
    {
        var bytes = layout.Blobs[layer.Digest];
        var changed = bytes.ToArray();
        changed[^1] ^= 1;
        registry.Instead = asked => asked.Path != $"/v2/app/blobs/{layer.Digest}" ? null : lie switch
        {
            "other" => new HttpAnswer(200, changed),
            "short" => new HttpAnswer(200, bytes[..^1]),
            "long" => new HttpAnswer(200, [.. bytes, 0]),
            "empty" => new HttpAnswer(200, []),
            "endless" => new HttpAnswer(200, new byte[8 << 20]),
            "stated-short" => new HttpAnswer(200, bytes) { StatedLength = 10 },
            "stated-long" => new HttpAnswer(200, bytes[..^1]) { StatedLength = bytes.Length },
            _ => new HttpAnswer(206, bytes, ("Content-Range", $"bytes 0-{bytes.Length - 1}/{bytes.Length}")),
        };
        await LayerRefused();
    }

    [Fact]
    public async Task Manifest_that_is_not_its_digest_is_refused()
    {
        registry.Instead = asked => asked.Path.EndsWith($"manifests/{image.Digest}", StringComparison.Ordinal) ? new HttpAnswer(200, "{}"u8.ToArray()) : null;
        var reading = await Open($"app@{image.Digest}");
        Assert.Equal(OciCodes.BlobMismatch, Assert.Single(reading.Defects).Code);
    }

    [Fact]
    public async Task Tag_whose_digest_is_stated_wrong_is_refused()
    {
        registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal)
            ? new HttpAnswer(200, layout.Blobs[image.Digest], ("Docker-Content-Digest", $"sha256:{new string('1', 64)}"), ("Content-Type", OciMediaTypes.Manifest.Text)) : null;
        Assert.Equal(RegistryCodes.DigestStatedWrong, Assert.Single((await Open()).Defects).Code);
    }

    [Fact]
    public async Task Huge_manifest_is_refused_whatever_it_states()
    {
        registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal) ? new HttpAnswer(200, new byte[9 << 20]) : null;
        Assert.Equal(OciCodes.ManifestTooLarge, Assert.Single((await Open()).Defects).Code);
        registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal) ? new HttpAnswer(200, []) { StatedLength = long.MaxValue } : null;
        Assert.Equal(OciCodes.ManifestTooLarge, Assert.Single((await Open()).Defects).Code);
    }

    [Fact]
    public async Task Slow_body_is_given_up()
    {
        registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal) ? new HttpAnswer(200, new byte[1000]) { Drip = TimeSpan.FromMilliseconds(40) } : null;
        using var client = registry.Client(MemoryRegistry.Quick with { AnswerTimeout = TimeSpan.FromSeconds(1), MaxAttempts = 1 });
        var watch = Stopwatch.StartNew();
        var broken = await Assert.ThrowsAsync<RegistryException>(() => Manifest(client));
        Assert.Contains("too slow", broken.Message, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(25), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Body_that_stops_is_given_up()
    {
        registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal) ? new HttpAnswer(200, new byte[1000]) { Drip = TimeSpan.FromMinutes(5) } : null;
        using var client = registry.Client(MemoryRegistry.Quick with { StallTimeout = TimeSpan.FromMilliseconds(300), MaxAttempts = 1 });
        Assert.Contains("no byte came", (await Assert.ThrowsAsync<RegistryException>(() => Manifest(client))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_without_an_end_is_cut_off()
    {
        var page = 0;
        registry.Instead = asked => asked.Path.EndsWith("tags/list", StringComparison.Ordinal) ? HttpAnswer.Json($$"""{"name":"app","tags":["t{{page++}}"]}""", ("Link", $"</v2/app/tags/list?last=t{page}>; rel=\"next\"")) : null;
        using var client = registry.Client(MemoryRegistry.Quick with { MaxPages = 20 });
        var tags = await client.Read(Name, Limits.Default).ListTagsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(20, tags.Required().Count);
        Assert.Equal(RegistryCodes.TooMany, Assert.Single(tags.Defects).Code);

        registry.Instead = asked => asked.Path.EndsWith("tags/list", StringComparison.Ordinal) ? HttpAnswer.Json("""{"name":"app","tags":["same"]}""", ("Link", "</v2/app/tags/list>; rel=\"next\"")) : null;
        tags = await client.Read(Name, Limits.Default).ListTagsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["same"], tags.Required());
        Assert.NotEmpty(tags.Defects);

        registry.Instead = asked => asked.Path.EndsWith("tags/list", StringComparison.Ordinal) ? HttpAnswer.Json("""{"name":"app","tags":["one"]}""", ("Link", "<http://192.0.2.1/v2/app/tags/list>; rel=\"next\"")) : null;
        Assert.Contains("192.0.2.1", Assert.Single((await client.Read(Name, Limits.Default).ListTagsAsync(TestContext.Current.CancellationToken)).Defects).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_come_in_pages()
    {
        foreach (var tag in Enumerable.Range(0, 10)) registry.Manifests[$"app/t{tag}"] = registry.Manifests["app/1"];
        using var client = registry.Client();
        var tags = await client.Read(Name, Limits.Default).ListTagsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(11, tags.Required().Count);
        Assert.Empty(tags.Defects);
        Assert.Equal(4, registry.Count("GET /v2/app/tags/list"));
    }

    [Fact]
    public async Task Documents_that_are_no_manifests_are_refused()
    {
        foreach (var text in (string[])["", "null", "[]", "{}", """{"schemaVersion":1,"fsLayers":[]}""", """{"schemaVersion":2,"schemaVersion":2}""", $$"""{"schemaVersion":2,"manifests":[],"layers":[]}""", new string('[', 4000)])
        {
            registry.Instead = asked => asked.Path.EndsWith("manifests/1", StringComparison.Ordinal) ? new HttpAnswer(200, Encoding.UTF8.GetBytes(text)) : null;
            Assert.NotEmpty(Assert.IsType<Reading<ImageSnapshot>.Rejected>(await Open()).Defects);
        }
    }

    private HttpAnswer Ranged(HttpAsked asked)
    {
        var bytes = layout.Blobs[layer.Digest];
        if (asked.Header("Range") is not { Length: > 0 } range) return new HttpAnswer(200, bytes);
        var from = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
        return new HttpAnswer(206, bytes[from..], ("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}"));
    }

    private RepositoryName Name => new(registry.Host, "app");

    private Task<Compliance.Oci.Attachments.TaggedManifest?> Manifest(RegistryClient client) => client.Read(Name, Limits.Default).FindTagAsync("1", TestContext.Current.CancellationToken);

    private static async Task<RegistryException> Refused(DiagnosticCode code, Func<Task> act)
    {
        var broken = await Assert.ThrowsAsync<RegistryException>(act);
        Assert.Equal(code, broken.Defect.Code);
        return broken;
    }

    private async Task<Reading<ImageSnapshot>> Open(string name = "app:1")
    {
        using var client = registry.Client();
        var reading = await RegistryImages.OpenAsync(client, registry.Image(name), PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken);
        if (reading.TryGet(out var snapshot)) snapshot.Dispose();
        return reading;
    }

    private async Task<byte[]> Layer()
    {
        using var client = registry.Client();
        using var snapshot = (await RegistryImages.OpenAsync(client, registry.Image(), PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken)).Required();
        return snapshot.ReadBlob(layer, 8 << 20).Required().ToArray();
    }

    private async Task LayerRefused()
    {
        using var client = registry.Client();
        using var snapshot = (await RegistryImages.OpenAsync(client, registry.Image(), PullRequest.Everything, Limits.Default, TestContext.Current.CancellationToken)).Required();
        // Not a byte: what can't be opened gives none.
        Assert.IsType<Reading<Compliance.Oci.Sources.VerifiedStream>.Rejected>(snapshot.OpenBlob(layer));
        Assert.All(snapshot.ReadBlob(layer, 8 << 20).Defects, defect => Assert.Contains(defect.Code, (IEnumerable<DiagnosticCode>)[OciCodes.BlobMismatch, OciCodes.BlobUnreadable]));
    }
}
