using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Archives.Tar;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Snapshots;
using Compliance.Oci.Sources;

namespace Compliance.Tests.World;

/// <summary>
/// Builds OCI image layouts for tests, the same bytes each time:
/// <code>
/// var layout = new LayoutBuilder();
/// var image = layout.Image(i => i.User("65532").Layer(l => l.File("etc/os-release", "ID=test\n")), tag: "app");
/// layout.Attach(image.Digest, "application/vnd.example", [(mediaType, bytes)], LayoutBuilder.By.CosignAttestationTag);
/// using var snapshot = layout.Open("app");
/// </code>
/// </summary>
public sealed class LayoutBuilder
{
    private readonly SortedDictionary<Digest, byte[]> blobs = [];
    private readonly List<JsonObject> manifests = [];

    /// <summary>How an artifact is made to refer to its subject.</summary>
    public enum By
    {
        Subject,
        CosignSignatureTag,
        CosignAttestationTag,
        CosignSignatureKind,
        CosignAttestationKind,
    }

    /// <summary>Blobs by digest; a test may change or remove them.</summary>
    public IDictionary<Digest, byte[]> Blobs => blobs;

    /// <summary>Adds an image; with a tag or annotations, or <paramref name="listed"/>, it is named in <c>index.json</c>.</summary>
    public Descriptor Image(Action<ImageBuilder> build, string? tag = null, bool listed = true)
    {
        var image = new ImageBuilder();
        build(image);
        var config = Blob(OciMediaTypes.Config, Bytes(image.Config()));
        var layers = image.Layers.Select(layer => Blob(layer.MediaType, layer.Blob)).ToList();
        var manifest = Manifest(config, layers);
        image.EditManifest(manifest);
        var descriptor = Blob(OciMediaTypes.Manifest, Bytes(manifest)) with { Platform = new Platform(image.Os, image.Architecture) };
        if (listed) List(descriptor, tag);
        return descriptor;
    }

    /// <summary>Adds an index of manifests made with <c>listed: false</c>.</summary>
    public Descriptor Index(IEnumerable<Descriptor> members, string? tag = null, bool listed = true, Action<JsonObject>? edit = null)
    {
        var index = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = OciMediaTypes.Index.Text,
            ["manifests"] = new JsonArray([.. members.Select(member => (JsonNode)Json(member))]),
        };
        edit?.Invoke(index);
        var descriptor = Blob(OciMediaTypes.Index, Bytes(index));
        if (listed) List(descriptor, tag);
        return descriptor;
    }

    /// <summary>Adds a manifest with these blobs that refers to the subject in the given way.</summary>
    public Descriptor Attach(
        Digest subject, string artifactType, IReadOnlyList<(string MediaType, byte[] Bytes)> content, By by = By.Subject, IReadOnlyDictionary<string, string>? layerAnnotations = null)
    {
        var isReferrer = by == By.Subject;
        var config = isReferrer ? Blob(OciMediaTypes.Empty, "{}"u8.ToArray()) : Blob(OciMediaTypes.Config, Bytes(new ImageBuilder().Config()));
        var layers = content.Select(layer => Blob(new MediaType(layer.MediaType), layer.Bytes) with
        {
            Annotations = (layerAnnotations ?? ImmutableDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        });
        var manifest = Manifest(config, layers);
        if (isReferrer)
        {
            manifest["artifactType"] = artifactType;
            manifest["subject"] = Json(new Descriptor(OciMediaTypes.Manifest, subject, blobs[subject].Length));
        }

        var descriptor = Blob(OciMediaTypes.Manifest, Bytes(manifest));
        var stem = $"{subject.Algorithm}-{subject.Hex}";
        if (by == By.CosignSignatureTag) List(descriptor, $"{stem}.sig");
        else if (by == By.CosignAttestationTag) List(descriptor, $"{stem}.att");
        else if (by == By.CosignSignatureKind) List(descriptor, null, ("kind", "dev.cosignproject.cosign/sigs"));
        else if (by == By.CosignAttestationKind) List(descriptor, null, ("kind", "dev.cosignproject.cosign/atts"));
        return descriptor;
    }

    /// <summary>Stores bytes and describes them.</summary>
    public Descriptor Blob(MediaType mediaType, byte[] bytes)
    {
        var digest = DigestOf(bytes);
        blobs[digest] = bytes;
        return new Descriptor(mediaType, digest, bytes.Length);
    }

    /// <summary>Names a descriptor in <c>index.json</c>.</summary>
    public LayoutBuilder List(Descriptor descriptor, string? tag, params (string Name, string Value)[] annotations)
    {
        var all = descriptor.Annotations.ToBuilder();
        if (tag is not null) all["org.opencontainers.image.ref.name"] = tag;
        foreach (var (name, value) in annotations) all[name] = value;
        manifests.Add(Json(descriptor with { Annotations = all.ToImmutable() }));
        return this;
    }

    public byte[] IndexBytes() => Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = OciMediaTypes.Index.Text,
        ["manifests"] = new JsonArray([.. manifests.Select(manifest => manifest.DeepClone())]),
    });

    public MemoryLayout ToMemory() => new("memory", IndexBytes(), blobs.ToImmutableSortedDictionary(blob => blob.Key, ReadOnlyMemory<byte> (blob) => blob.Value));

    /// <summary>Writes the layout into a folder, which is made.</summary>
    public string WriteTo(string folder)
    {
        foreach (var (path, bytes) in Files())
        {
            var file = Path.Combine(folder, path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllBytes(file, bytes);
        }

        return folder;
    }

    /// <summary>The layout as a tar archive.</summary>
    public byte[] ToTar()
    {
        var stream = new MemoryStream();
        var tar = new TarWriter(stream);
        foreach (var (path, bytes) in Files()) tar.Add(new TarItem(path, TarEntryType.Regular), bytes);
        tar.Finish();
        return stream.ToArray();
    }

    /// <summary>The image of that tag, or the only one.</summary>
    public ImageSnapshot Open(string? tag = null) => Read(tag).Required();

    public Reading<ImageSnapshot> Read(string? tag = null, Limits? limits = null) =>
        ImageSnapshot.Open(ToMemory(), ImageReference.Parse(tag is null ? "oci:memory" : $"oci:memory:{tag}").Required(), limits ?? Limits.Default);

    public static Digest DigestOf(byte[] bytes) => ContentHasher.Sha256(bytes);

    public static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private IEnumerable<(string Path, byte[] Bytes)> Files()
    {
        yield return ("oci-layout", """{"imageLayoutVersion":"1.0.0"}"""u8.ToArray());
        yield return ("index.json", IndexBytes());
        foreach (var (digest, bytes) in blobs) yield return ($"blobs/{digest.Algorithm}/{digest.Hex}", bytes);
    }

    private static JsonObject Manifest(Descriptor config, IEnumerable<Descriptor> layers) => new()
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = OciMediaTypes.Manifest.Text,
        ["config"] = Json(config),
        ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)Json(layer))]),
    };

    private static JsonObject Json(Descriptor descriptor)
    {
        var json = new JsonObject { ["mediaType"] = descriptor.MediaType.Text, ["digest"] = descriptor.Digest.ToString(), ["size"] = descriptor.Size };
        if (descriptor.Platform is { } platform) json["platform"] = new JsonObject { ["architecture"] = platform.Architecture, ["os"] = platform.Os };
        if (descriptor.Annotations.Count > 0) json["annotations"] = new JsonObject([.. descriptor.Annotations.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]);
        return json;
    }
}
