using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;

namespace Compliance.Oci.Sources;

/// <summary>
/// A tar file as <c>docker save</c> writes it. Its <c>manifest.json</c> names configurations and layers by file, without digests: an OCI manifest
/// is made up from them, the same one each time, and a defect says so, since no one has ever signed it. Archives of newer Dockers hold an OCI
/// layout as well, with the real manifest; then that is read.
/// </summary>
public sealed class DockerArchive : IImageSource
{
    private const int MaxImages = 1_000;

    private readonly TarFile tar;
    private readonly SortedDictionary<Digest, string> files = [];
    private readonly SortedDictionary<Digest, byte[]> made = [];
    private readonly List<(Descriptor Manifest, string? Tag)> images = [];
    private readonly DefectCollector defects;

    private DockerArchive(string path, TarFile tar, Limits limits)
    {
        (Name, this.tar, defects) = (path, tar, new DefectCollector(limits));
        defects.AddRange(tar.Defects);
    }

    public string Name { get; }

    public IReadOnlyList<Defect> Defects => defects.ToImmutable();

    public IEnumerable<Digest> Digests => files.Keys.Concat(made.Keys).Order();

    /// <summary>Rejected when the file is not a tar archive, holds neither <c>manifest.json</c> nor a layout, or no image in it can be read.</summary>
    public static Reading<IImageSource> Open(string path, Limits limits, CancellationToken cancellation = default)
    {
        var opened = TarFile.Open(path, limits, cancellation);
        if (!opened.TryGet(out var tar)) return Readings.Reject<IImageSource>(opened.Defects);
        if (tar.Contains("oci-layout") && LayoutArchive.Create(path, tar) is { } layout) return Readings.Accept<IImageSource>(layout, layout.Defects);
        var archive = new DockerArchive(path, tar, limits);
        archive.ReadImages(limits, cancellation);
        if (archive.images.Count > 0) return Readings.Accept<IImageSource>(archive, archive.Defects);
        archive.defects.Add(OciCodes.NoLayout, new Locator(path), "no image in it can be read");
        tar.Dispose();
        return Readings.Reject<IImageSource>(archive.Defects);
    }

    public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits) => Readings.Accept<ReadOnlyMemory<byte>>(MadeManifest.WriteIndex(images));

    public long? SizeOf(Digest digest) => made.TryGetValue(digest, out var bytes) ? bytes.Length : files.TryGetValue(digest, out var name) ? tar.SizeOf(name) : null;

    public Stream? Open(Digest digest)
    {
        if (made.TryGetValue(digest, out var bytes)) return new MemoryStream(bytes, writable: false);
        return files.TryGetValue(digest, out var name) ? tar.OpenMember(name) : null;
    }

    public void Dispose() => tar.Dispose();

    private void ReadImages(Limits limits, CancellationToken cancellation)
    {
        var place = new Locator($"{Name}/manifest.json");
        if (tar.ReadMember("manifest.json", limits.MaxManifestBytes) is not { } bytes)
        {
            defects.Add(OciCodes.NoLayout, place, "no manifest.json: not an archive of docker save");
            return;
        }

        var reading = StrictJson.Read(bytes, place.Document, limits);
        defects.AddRange(reading.Defects);
        if (!reading.TryGet(out var tree)) return;
        if (!tree.Root.IsList) defects.Add(OciCodes.BadLayout, tree.Root, "manifest.json is not a list");
        foreach (var item in tree.Root.Items.Take(MaxImages))
        {
            cancellation.ThrowIfCancellationRequested();
            if (item.IsMap) ReadImage(item, limits);
            else defects.Add(OciCodes.BadLayout, item, "an image in manifest.json is not an object");
        }
    }

    private void ReadImage(JsonValue item, Limits limits)
    {
        if (item.RequiredText("Config", defects, OciCodes.BadLayout) is not { } configName) return;
        if (tar.ReadMember(configName, limits.MaxManifestBytes) is not { } configBytes)
        {
            defects.Add(OciCodes.BlobAbsent, item["Config"], $"the configuration '{configName}' is absent or too large");
            return;
        }

        var config = ImageConfig.Read(configBytes, configName, limits);
        defects.AddRange(config.Defects);
        if (!config.TryGet(out var model)) return;
        var names = item.OptionalTexts("Layers", defects, OciCodes.BadLayout).ToImmutableArray();
        if (names.Length != model.DiffIds.Length)
        {
            defects.Add(OciCodes.LayerCountDiffers, item, $"{names.Length} layers, the configuration names {model.DiffIds.Length}");
            return;
        }

        var layers = names.Select((name, i) => Layer(item, name, model.DiffIds[i])).ToImmutableArray();
        if (layers.Any(layer => layer is null)) return;
        var configDigest = ContentHasher.Sha256(configBytes);
        files[configDigest] = configName;
        Publish(item, MadeManifest.Write(new Descriptor(OciMediaTypes.Config, configDigest, configBytes.Length), [.. layers.Select(layer => layer!)]));
    }

    private void Publish(JsonValue item, byte[] manifest)
    {
        var digest = ContentHasher.Sha256(manifest);
        made[digest] = manifest;
        var descriptor = new Descriptor(OciMediaTypes.Manifest, digest, manifest.Length);
        var tags = item.OptionalTexts("RepoTags", defects, OciCodes.BadLayout).Take(MaxImages).ToList();
        if (tags.Count == 0) images.Add((descriptor, null));
        foreach (var tag in tags) images.Add((descriptor, tag));
        defects.Add(OciCodes.SynthesisedManifest, item, $"the archive has no manifest; {digest} was made up from its configuration and layers");
    }

    private Descriptor? Layer(JsonValue item, string name, Digest diffId)
    {
        using var stream = tar.OpenMember(name);
        if (stream is null)
        {
            defects.Add(OciCodes.BlobAbsent, item["Layers"], $"the layer '{name}' is absent");
            return null;
        }

        var first = new byte[Decompression.MagicBytes];
        var kind = Decompression.Sniff(first.AsSpan(0, stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
        // An uncompressed layer's digest is its diff id, which the layer pass proves; a compressed one is hashed now.
        var digest = kind == CompressionKind.None ? diffId : Hash(stream);
        files[digest] = name;
        var mediaType = kind switch
        {
            CompressionKind.Gzip => OciMediaTypes.LayerGzip,
            CompressionKind.Zstd => OciMediaTypes.LayerZstd,
            _ => OciMediaTypes.Layer,
        };
        return new Descriptor(mediaType, digest, stream.Length);
    }

    private static Digest Hash(Stream stream)
    {
        stream.Position = 0;
        using var hasher = new ContentHasher();
        var buffer = new byte[128 << 10];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hasher.Append(buffer.AsSpan(0, read));
        return hasher.Finish();
    }
}
