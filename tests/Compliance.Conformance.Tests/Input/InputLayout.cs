using System.Globalization;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Archives.Tar;
using Compliance.Oci.Models;

namespace Compliance.Conformance.Tests.Input;

/// <summary>The files of a sample layout, on their way to become bad input. Parts of its first image are named <c>manifest</c>, <c>config</c>, <c>layer 0</c>.</summary>
internal sealed class InputLayout
{
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Files => files;

    public static InputLayout Read(string folder)
    {
        var layout = new InputLayout();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) layout.files[Path.GetRelativePath(folder, file).Replace('\\', '/')] = File.ReadAllBytes(file);
        return layout;
    }

    /// <summary>The path of a part; what is no part's name is a path.</summary>
    public string PathOf(string part) => part switch
    {
        "manifest" => PathOf(Image()),
        "config" => PathOf((JsonObject)Json("manifest")["config"]!),
        _ when part.StartsWith("layer ", StringComparison.Ordinal) => PathOf(Layer(int.Parse(part.AsSpan(6), CultureInfo.InvariantCulture))),
        _ when part.StartsWith("attached ", StringComparison.Ordinal) => PathOf(Attached(int.Parse(part.AsSpan(9), CultureInfo.InvariantCulture))),
        _ => part,
    };

    /// <summary>Changes a part and nothing else: whoever refers to it is wrong from now on.</summary>
    public void Damage(string part, Func<byte[], byte[]> change)
    {
        var path = PathOf(part);
        files[path] = change(files[path]);
    }

    public void Remove(string part) => files.Remove(PathOf(part));

    public void Add(string path, byte[] bytes) => files[path] = bytes;

    /// <summary>Changes a part and puts every digest and size above it right.</summary>
    public void Rewrite(string part, Func<byte[], byte[]> change)
    {
        var path = PathOf(part);
        var bytes = change(files[path]);
        if (!path.StartsWith("blobs/", StringComparison.Ordinal))
        {
            files[path] = bytes;
            return;
        }

        var (before, after) = ($"sha256:{Path.GetFileName(path)}", Store(bytes));
        if (part == "manifest") Rewrite("index.json", index => Refer(index, before, after, bytes.Length));
        else Rewrite("manifest", manifest => Refer(manifest, before, after, bytes.Length));
    }

    /// <summary>Puts a layer on top of the image, with its diff id in the configuration.</summary>
    public void AddLayer(byte[] blob, string mediaType, string diffId)
    {
        var digest = Store(blob);
        Rewrite("config", bytes => Edit(bytes, config => ((JsonArray)config["rootfs"]!["diff_ids"]!).Add(diffId)));
        Rewrite("manifest", bytes => Edit(bytes, manifest => ((JsonArray)manifest["layers"]!).Add(new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = blob.Length })));
    }

    /// <summary>The image as <c>docker save</c> lays it out: layers uncompressed, no digests.</summary>
    public void BecomeDockerArchive()
    {
        var config = files[PathOf("config")];
        var layers = ((JsonArray)Json("manifest")["layers"]!).Select((_, i) => (Name: $"{i}/layer.tar", Bytes: Uncompressed(files[PathOf($"layer {i}")]))).ToList();
        var name = $"{ContentHasher.Sha256(config).Hex}.json";
        files.Clear();
        files[name] = config;
        foreach (var (path, bytes) in layers) files[path] = bytes;
        files["manifest.json"] = Bytes(new JsonArray(new JsonObject
        {
            ["Config"] = name,
            ["RepoTags"] = new JsonArray("sample:latest"),
            ["Layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer.Name)]),
        }));
    }

    public byte[] ToTar()
    {
        var stream = new MemoryStream();
        var tar = new TarWriter(stream);
        foreach (var (path, bytes) in files) tar.Add(new TarItem(path, TarEntryType.Regular), bytes);
        tar.Finish();
        return stream.ToArray();
    }

    private static byte[] Uncompressed(byte[] blob)
    {
        var output = new MemoryStream();
        using var stream = Decompression.Open(new MemoryStream(blob), Decompression.Sniff(blob));
        stream.CopyTo(output);
        return output.ToArray();
    }

    private static byte[] Refer(byte[] document, string before, string after, long size) => Edit(document, root =>
    {
        foreach (var descriptor in Descriptors(root).Where(descriptor => (string?)descriptor["digest"] == before)) (descriptor["digest"], descriptor["size"]) = (after, size);
    });

    private static IEnumerable<JsonObject> Descriptors(JsonNode root) =>
        new[] { root["manifests"], root["layers"] }.OfType<JsonArray>().SelectMany(list => list.OfType<JsonObject>()).Concat(root["config"] is JsonObject config ? [config] : []);

    private static byte[] Edit(byte[] json, Action<JsonNode> edit)
    {
        var root = JsonNode.Parse(json)!;
        edit(root);
        return Bytes(root);
    }

    private static byte[] Bytes(JsonNode json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string PathOf(JsonObject descriptor) => $"blobs/{((string)descriptor["digest"]!).Replace(':', '/')}";

    private string Store(byte[] bytes)
    {
        var digest = ContentHasher.Sha256(bytes);
        files[$"blobs/sha256/{digest.Hex}"] = bytes;
        return digest.ToString();
    }

    private JsonObject Image() => ((JsonArray)Json("index.json")["manifests"]!).OfType<JsonObject>().First(descriptor => descriptor["platform"] is not null);

    private JsonObject Layer(int number) => (JsonObject)Json("manifest")["layers"]![number]!;

    /// <summary>What lies beside the image: manifests that the layout names by a tag of cosign's.</summary>
    private JsonObject Attached(int number) => ((JsonArray)Json("index.json")["manifests"]!).OfType<JsonObject>().Where(descriptor => descriptor["platform"] is null).ElementAt(number);

    private JsonNode Json(string part) => JsonNode.Parse(files[PathOf(part)])!;
}
