using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Models;

namespace Compliance.Pipeline.Attaching;

/// <summary>An OCI layout that somebody else's builder left, with exactly one image or index. Held in memory, every blob hashed.</summary>
/// <param name="Image">Digest of the manifest or index.</param>
/// <param name="Subjects">What is signed: the manifests of an index, then the index or manifest itself.</param>
public sealed record BuiltLayout(Digest Image, MediaType MediaType, ImmutableArray<Descriptor> Subjects, ImmutableSortedDictionary<Digest, ReadOnlyMemory<byte>> Blobs)
{
    private const long MaxBytes = 2L << 30;
    private const int MaxIndexBytes = 4 << 20;

    /// <summary>Rejected: no layout, more than one image, a blob that is not what its name says, or more than 2 GiB.</summary>
    public static Reading<BuiltLayout> Read(string folder, Limits limits)
    {
        var (index, place) = (Path.Combine(folder, "index.json"), Path.Combine(folder, "blobs", "sha256"));
        if (!File.Exists(index) || !Directory.Exists(place) || new FileInfo(index).Length > MaxIndexBytes) return Reject(folder, "there is no OCI layout here");
        var reading = StrictJson.Read(File.ReadAllBytes(index), index, limits);
        if (!reading.TryGet(out var json)) return Readings.Reject<BuiltLayout>(reading.Defects);
        var blobs = ImmutableSortedDictionary.CreateBuilder<Digest, ReadOnlyMemory<byte>>();
        var left = MaxBytes;
        foreach (var file in new DirectoryInfo(place).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.LinkTarget is not null) return Reject(file.FullName, "a blob is a link");
            if ((left -= file.Length) < 0 || file.Length > Array.MaxLength) return Reject(folder, "the layout has more than 2 GiB");
            var bytes = File.ReadAllBytes(file.FullName);
            var digest = ContentHasher.Sha256(bytes);
            if (digest.Hex != file.Name) return Reject(file.FullName, $"the blob is {digest}");
            blobs[digest] = bytes;
        }

        return Judge(folder, json.Root["manifests"], blobs.ToImmutable(), limits);
    }

    /// <summary>The image alone, to attach things to.</summary>
    public AttachedLayout Layout(string tag)
    {
        var layout = new AttachedLayout();
        foreach (var (digest, content) in Blobs.Where(blob => blob.Key != Image)) layout.Blob(content, OciMediaTypes.Empty);
        layout.List(Blobs[Image], MediaType, tag);
        return layout;
    }

    private static Reading<BuiltLayout> Judge(string folder, JsonValue listed, ImmutableSortedDictionary<Digest, ReadOnlyMemory<byte>> blobs, Limits limits)
    {
        if (listed.Items.ToList() is not [var only]) return Reject(folder, $"index.json lists {listed.Count} images, where one belongs");
        if (Described(only, blobs) is not { } image) return Reject(folder, "index.json names a manifest that is not there");
        var subjects = ImmutableArray.CreateBuilder<Descriptor>();
        if (image.MediaType.Text == OciMediaTypes.Index.Text)
        {
            var reading = StrictJson.Read(blobs[image.Digest], folder, limits);
            if (!reading.TryGet(out var json)) return Readings.Reject<BuiltLayout>(reading.Defects);
            foreach (var item in json.Root["manifests"].Items)
            {
                if (Described(item, blobs) is not { } manifest) return Reject(folder, "the index names a manifest that is not there");
                subjects.Add(manifest);
            }
        }

        subjects.Add(image);
        return Readings.Accept(new BuiltLayout(image.Digest, image.MediaType, subjects.ToImmutable(), blobs));
    }

    private static Descriptor? Described(JsonValue item, ImmutableSortedDictionary<Digest, ReadOnlyMemory<byte>> blobs) =>
        Digest.TryParse(item["digest"].AsText, out var digest) && blobs.TryGetValue(digest, out var content) && item["mediaType"].AsText is { Length: > 0 } type ? new Descriptor(new MediaType(type), digest, content.Length) : null;

    private static Reading<BuiltLayout> Reject(string place, string message) => Readings.Reject<BuiltLayout>(PipelineCodes.BuildFailed, new Locator(place), message);
}
