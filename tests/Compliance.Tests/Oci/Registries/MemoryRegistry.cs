using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Access;
using Compliance.Tests.World;

namespace Compliance.Tests.Oci.Registries;

/// <summary>
/// A registry on the loopback interface (distribution specification 1.1) that can do what real ones must not: <see cref="Instead"/> answers in its place. With or without the referrers
/// API, with or without users.
/// </summary>
internal sealed class MemoryRegistry : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, byte[]> uploads = new(StringComparer.Ordinal);

    public MemoryRegistry()
    {
        listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Bytes with their media types by <c>repository/reference</c>.</summary>
    public ConcurrentDictionary<string, (string Type, byte[] Bytes)> Manifests { get; } = new(StringComparer.Ordinal);

    /// <summary>By <c>repository/digest</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<HttpAsked> Asked { get; } = new();

    public bool HasReferrers { get; set; } = true;

    /// <summary><c>user:password</c>; empty where nobody needs one.</summary>
    public string User { get; set; } = "";

    /// <summary>The token that opens it; without one users are asked for by Basic.</summary>
    public string Token { get; set; } = "";

    /// <summary>Answers in the registry's place; null leaves it to the registry.</summary>
    public Func<HttpAsked, HttpAnswer?> Instead { get; set; } = _ => null;

    public string Host => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public int Count(string start) => Asked.Count(asked => asked.ToString().StartsWith(start, StringComparison.Ordinal));

    /// <summary>Takes in every blob of a layout, and its tags.</summary>
    public MemoryRegistry Load(LayoutBuilder layout, string repository = "app")
    {
        foreach (var (digest, bytes) in layout.Blobs)
        {
            Blobs[$"{repository}/{digest}"] = bytes;
            if (TypeOf(bytes) is { } type) Manifests[$"{repository}/{digest}"] = (type, bytes);
        }

        foreach (var listed in JsonNode.Parse(layout.IndexBytes())!["manifests"]!.AsArray())
        {
            if ((string?)listed!["annotations"]?["org.opencontainers.image.ref.name"] is { } tag) Manifests[$"{repository}/{tag}"] = Manifests[$"{repository}/{(string?)listed["digest"]}"];
        }

        return this;
    }

    public ImageReference Image(string name = "app:1") => ImageReference.Parse($"{Host}/{name}").Required();

    public RegistryClient Client(RegistrySettings? settings = null, ICredentialSource? credentials = null)
    {
        ObjectDisposedException.ThrowIf(ended.IsCancellationRequested, this);
        return new RegistryClient(settings ?? Quick, credentials ?? NoCredentials.Instance, TimeProvider.System);
    }

    /// <summary>Bounds that tests can wait for.</summary>
    public static RegistrySettings Quick { get; } = new() { FirstPause = TimeSpan.FromMilliseconds(1), MaxAttempts = 3, AnswerTimeout = TimeSpan.FromSeconds(20), StallTimeout = TimeSpan.FromSeconds(20) };

    public void Dispose()
    {
        ended.Cancel();
        listener.Stop();
        listener.Dispose();
    }

    private static string? TypeOf(byte[] bytes)
    {
        if (bytes is not [(byte)'{', ..]) return null;
        var json = JsonNode.Parse(bytes)!;
        return (string?)json["mediaType"] ?? (json["manifests"] is not null ? OciMediaTypes.Index.Text : json["layers"] is not null ? OciMediaTypes.Manifest.Text : null);
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(ended.Token);
                _ = Task.Run(() => Serve(client));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(TcpClient client)
    {
        using var held = client;
        try
        {
            using var stream = client.GetStream();
            if (HttpAsked.Read(stream) is not { } asked) return;
            Asked.Enqueue(asked);
            HttpAnswer answer;
            lock (gate) answer = Instead(asked) ?? Refusal(asked) ?? Answer(asked);
            answer.Write(stream, asked.Method != "HEAD", ended.Token);
            stream.Flush();
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException)
        {
            // The other side had enough.
        }
    }

    private HttpAnswer? Refusal(HttpAsked asked)
    {
        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(User))}";
        if (asked.Path == "/token") return User.Length == 0 || asked.Header("Authorization") == basic ? HttpAnswer.Json($$"""{"token":"{{Token}}","expires_in":300}""") : HttpAnswer.Of(401);
        if (Token.Length > 0)
            return asked.Header("Authorization") == $"Bearer {Token}" ? null : HttpAnswer.Of(401, ("WWW-Authenticate", $"Bearer realm=\"http://{Host}/token\",service=\"test\",scope=\"repository:{asked.Path.Split('/')[2]}:pull,push\""));
        return User.Length == 0 || asked.Header("Authorization") == basic ? null : HttpAnswer.Of(401, ("WWW-Authenticate", "Basic realm=\"test\""));
    }

    private HttpAnswer Answer(HttpAsked asked)
    {
        var parts = asked.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["v2"] => HttpAnswer.Json("{}"),
            ["v2", var repository, "manifests", var name] => asked.Method == "PUT" ? Put(asked, repository, name) : Manifest(repository, name),
            ["v2", var repository, "blobs", "uploads"] when asked.Method == "POST" => Begin(asked, repository),
            ["v2", var repository, "blobs", "uploads", var session] => Upload(asked, repository, session),
            ["v2", var repository, "blobs", var digest] => Blob(asked, repository, digest),
            ["v2", var repository, "tags", "list"] => Tags(asked, repository),
            ["v2", var repository, "referrers", var digest] when HasReferrers => Referrers(repository, digest),
            _ => HttpAnswer.Of(404),
        };
    }

    private HttpAnswer Manifest(string repository, string name) => Manifests.TryGetValue($"{repository}/{name}", out var found)
        ? new HttpAnswer(200, found.Bytes, ("Content-Type", found.Type), ("Docker-Content-Digest", ContentHasher.Sha256(found.Bytes).ToString()))
        : HttpAnswer.Of(404);

    private HttpAnswer Put(HttpAsked asked, string repository, string name)
    {
        var digest = ContentHasher.Sha256(asked.Body).ToString();
        if (name.Contains(':', StringComparison.Ordinal) && name != digest) return HttpAnswer.Json("""{"errors":[{"code":"DIGEST_INVALID"}]}""") with { Status = 400 };
        Manifests[$"{repository}/{name}"] = Manifests[$"{repository}/{digest}"] = (asked.Header("Content-Type"), asked.Body);
        var answer = HttpAnswer.Of(201, ("Docker-Content-Digest", digest), ("Location", $"/v2/{repository}/manifests/{digest}"));
        return HasReferrers && (string?)JsonNode.Parse(asked.Body)!["subject"]?["digest"] is { } subject ? answer.With("OCI-Subject", subject) : answer;
    }

    private HttpAnswer Blob(HttpAsked asked, string repository, string digest)
    {
        if (!Blobs.TryGetValue($"{repository}/{digest}", out var bytes)) return HttpAnswer.Of(404);
        if (asked.Header("Range") is not { Length: > 0 } range) return new HttpAnswer(200, bytes);
        var from = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
        return from < bytes.Length ? new HttpAnswer(206, bytes[from..], ("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}")) : HttpAnswer.Of(416);
    }

    private HttpAnswer Begin(HttpAsked asked, string repository)
    {
        if (asked.Parameter("mount") is { } mounted && Blobs.TryGetValue($"{asked.Parameter("from")}/{mounted}", out var bytes))
        {
            Blobs[$"{repository}/{mounted}"] = bytes;
            return HttpAnswer.Of(201, ("Location", $"/v2/{repository}/blobs/{mounted}"));
        }

        var session = $"session{uploads.Count}";
        uploads[session] = [];
        return HttpAnswer.Of(202, ("Location", $"/v2/{repository}/blobs/uploads/{session}?state=x"));
    }

    private HttpAnswer Upload(HttpAsked asked, string repository, string session)
    {
        if (!uploads.TryGetValue(session, out var held)) return HttpAnswer.Of(404);
        var location = ("Location", $"/v2/{repository}/blobs/uploads/{session}?state=x");
        if (asked.Method == "GET") return HttpAnswer.Of(204, location, ("Range", $"0-{Math.Max(0, held.Length - 1)}"));
        if (asked.Method == "PATCH" && asked.Header("Content-Range").Split('-')[0] != held.Length.ToString(CultureInfo.InvariantCulture)) return HttpAnswer.Of(416, location);
        uploads[session] = held = [.. held, .. asked.Body];
        if (asked.Method == "PATCH") return HttpAnswer.Of(202, location, ("Range", $"0-{held.Length - 1}"));
        var digest = asked.Parameter("digest")!;
        if (ContentHasher.Sha256(held).ToString() != digest) return HttpAnswer.Json("""{"errors":[{"code":"DIGEST_INVALID"}]}""") with { Status = 400 };
        uploads.Remove(session);
        Blobs[$"{repository}/{digest}"] = held;
        return HttpAnswer.Of(201, ("Location", $"/v2/{repository}/blobs/{digest}"));
    }

    private HttpAnswer Tags(HttpAsked asked, string repository)
    {
        const int page = 3;
        var tags = Manifests.Keys.Where(key => key.StartsWith($"{repository}/", StringComparison.Ordinal) && !key.Contains(':', StringComparison.Ordinal)).Select(key => key[(repository.Length + 1)..]).Order(StringComparer.Ordinal).ToList();
        var rest = asked.Parameter("last") is { } last ? tags.Where(tag => string.CompareOrdinal(tag, last) > 0).ToList() : tags;
        var answer = HttpAnswer.Json(new JsonObject { ["name"] = repository, ["tags"] = new JsonArray([.. rest.Take(page).Select(tag => (JsonNode)tag)]) }.ToJsonString());
        return rest.Count > page ? answer.With("Link", $"</v2/{repository}/tags/list?last={rest[page - 1]}&n={page}>; rel=\"next\"") : answer;
    }

    private HttpAnswer Referrers(string repository, string digest)
    {
        var list = new JsonArray();
        foreach (var (name, (type, bytes)) in Manifests.Where(one => one.Key.StartsWith($"{repository}/sha256:", StringComparison.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (JsonNode.Parse(bytes) is { } json && (string?)json["subject"]?["digest"] == digest)
                list.Add(new JsonObject { ["mediaType"] = type, ["digest"] = name[(repository.Length + 1)..], ["size"] = bytes.Length, ["artifactType"] = json["artifactType"]?.DeepClone() });
        }

        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = OciMediaTypes.Index.Text, ["manifests"] = list };
        return new HttpAnswer(200, Encoding.UTF8.GetBytes(index.ToJsonString()), ("Content-Type", OciMediaTypes.Index.Text));
    }
}
