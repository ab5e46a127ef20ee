using Compliance.Cryptography.Hashing;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Sources;

namespace Compliance.Pipeline.Apk.Repositories;

/// <summary>
/// Repositories as artifacts in OCI layouts, named <c>oci:&lt;folder&gt;[:tag][@digest]</c>: a manifest whose layers are the files, each with its path
/// (<c>x86_64/APKINDEX.tar.gz</c>) as <c>org.opencontainers.image.title</c>, as oras pushes them. Every file is checked against its descriptor.
/// </summary>
public sealed class LayoutFiles(string baseFolder, Limits limits) : IRepositoryFiles
{
    public const string Prefix = "oci:";

    private const string Title = "org.opencontainers.image.title";

    private readonly Dictionary<string, (LayoutFolder Layout, Dictionary<string, Descriptor> Files)?> repositories = new(StringComparer.Ordinal);

    /// <exception cref="IOException">A file can't be read, or is not what the manifest says.</exception>
    public Stream? Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = path.LastIndexOf('/');
        var folder = file > 0 ? path.LastIndexOf('/', file - 1) : -1;
        if (folder <= Prefix.Length) return null;
        var name = path[..folder];
        if (!repositories.TryGetValue(name, out var repository)) repositories[name] = repository = Find(name);
        if (repository is not { } found || !found.Files.TryGetValue(path[(folder + 1)..], out var descriptor)) return null;
        var stream = found.Layout.Open(descriptor.Digest);
        if (stream is null) return null;
        if (IsWhole(stream, descriptor)) return stream;
        stream.Dispose();
        throw new IOException($"{path}: blob {descriptor.Digest} is not what the manifest says");
    }

    private (LayoutFolder Layout, Dictionary<string, Descriptor> Files)? Find(string name)
    {
        if (!ImageReference.Parse(name).TryGet(out var reference)) return null;
        var places = reference.OtherSplits.Select(split => (split.Location, Tag: (string?)split.Tag)).Prepend((reference.Location, reference.Tag)).Append((name[Prefix.Length..], null));
        foreach (var (location, tag) in places)
        {
            var place = Path.Combine(baseFolder, location);
            if (!Directory.Exists(place) || !LayoutFolder.Open(place).TryGet(out var layout)) continue;
            return Manifest(layout, place, reference with { Tag = tag }) is { } manifest ? (layout, Titled(manifest)) : null;
        }

        return null;
    }

    private ImageManifest? Manifest(LayoutFolder layout, string place, ImageReference reference)
    {
        if (!layout.ReadIndex(limits).TryGet(out var bytes) || !ImageIndex.Read(bytes, place, null, limits).TryGet(out var index)) return null;
        var named = index.Manifests.Where(item => (reference.Tag is null || item.RefName == reference.Tag) && (reference.Digest is null || item.Digest == reference.Digest)).ToList();
        if (named is not [var descriptor] || descriptor.Size > limits.MaxManifestBytes) return null;
        using var stream = layout.Open(descriptor.Digest);
        if (stream is null || !IsWhole(stream, descriptor)) return null;
        var content = new byte[descriptor.Size];
        stream.ReadExactly(content);
        return ImageManifest.Read(content, place, descriptor.MediaType, limits).TryGet(out var manifest) ? manifest : null;
    }

    private static Dictionary<string, Descriptor> Titled(ImageManifest manifest)
    {
        var files = new Dictionary<string, Descriptor>(StringComparer.Ordinal);
        foreach (var layer in manifest.Layers)
        {
            if (layer.Annotations.GetValueOrDefault(Title) is { Length: > 0 } title) files.TryAdd(title, layer);
        }

        return files;
    }

    /// <summary>Leaves the stream at its beginning.</summary>
    private static bool IsWhole(Stream stream, Descriptor descriptor)
    {
        if (!stream.CanSeek || stream.Length != descriptor.Size) return false;
        using var hash = new ContentHasher(descriptor.Digest.Algorithm);
        var buffer = new byte[1 << 16];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hash.Append(buffer.AsSpan(0, read));
        stream.Position = 0;
        return hash.Finish() == descriptor.Digest;
    }
}
