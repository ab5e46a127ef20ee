using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Attachments;

/// <summary>
/// An OCI image layout in a folder that takes attachments. Blobs are written whole before <c>index.json</c> names them, and <c>index.json</c> is replaced at
/// once. The image keeps its digest, also where it is the layout's own <c>index.json</c>: that is then kept as a blob. For one writer at a time.
/// </summary>
public sealed class LayoutAttachments : IAttachmentTarget
{
    private const string RefName = "org.opencontainers.image.ref.name";

    private readonly string folder;
    private readonly Descriptor root;
    private readonly string? cosignKind;

    private LayoutAttachments(string folder, Descriptor root, string? cosignKind) => (this.folder, this.root, this.cosignKind) = (folder, root, cosignKind);

    public string Name => folder;

    /// <summary>Rejected when the folder is no layout that can be read.</summary>
    /// <param name="root">The image that the caller attaches to, or the index above it: it stays what the layout names.</param>
    public static Reading<LayoutAttachments> Open(string folder, Descriptor root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var opened = LayoutFolder.Open(folder);
        if (!opened.TryGet(out var layout)) return Readings.Reject<LayoutAttachments>(opened.Defects);
        var read = layout.ReadIndex(Limits.Default);
        if (!read.TryGet(out var bytes)) return Readings.Reject<LayoutAttachments>(read.Defects);
        var reading = ImageIndex.Read(bytes, $"{folder}/index.json", null, Limits.Default);
        if (!reading.TryGet(out var index)) return Readings.Reject<LayoutAttachments>(reading.Defects);
        // What cosign saved it also finds by this mark only.
        var isCosigns = index.Manifests.Any(entry => entry.Digest == root.Digest && RootSelection.CosignKind(entry) is "image" or "imageIndex");
        return Readings.Accept(new LayoutAttachments(folder, root, isCosigns ? "dev.cosignproject.cosign/" : null));
    }

    public Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation) => Task.FromResult(false);

    public async Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation)
    {
        var index = ImageIndex.Read(await File.ReadAllBytesAsync(IndexPath, cancellation).ConfigureAwait(false), IndexPath, null, Limits.Default).Required();
        if (index.Manifests.FirstOrDefault(entry => entry.RefName == tag) is not { } found) return null;
        var content = await File.ReadAllBytesAsync(PathOf(found.Digest), cancellation).ConfigureAwait(false);
        return content.Length == found.Size && ContentHasher.Compute(found.Digest.Algorithm, content) == found.Digest
            ? new TaggedManifest(found, content)
            : throw new IOException($"{folder}: what lies under the tag {tag} is not {found.Digest}");
    }

    public Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var path = PathOf(descriptor.Digest);
        return File.Exists(path) ? Task.CompletedTask : WriteAsync(path, content, cancellation);
    }

    public async Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        await PutBlobAsync(descriptor, content, cancellation).ConfigureAwait(false);
        var bytes = await File.ReadAllBytesAsync(IndexPath, cancellation).ConfigureAwait(false);
        var isImage = ContentHasher.Sha256(bytes) == root.Digest;
        if (isImage) await PutBlobAsync(root, bytes, cancellation).ConfigureAwait(false);
        if (tag is null) return false;
        var index = isImage ? ManifestText.With(ManifestText.EmptyIndex(), root, _ => false) : JsonNode.Parse(bytes)!.AsObject();
        ManifestText.With(index, Named(descriptor, tag), entry => (string?)entry["annotations"]?[RefName] == tag);
        await WriteAsync(IndexPath, ManifestText.Bytes(index), cancellation).ConfigureAwait(false);
        return false;
    }

    private string IndexPath => Path.Combine(folder, "index.json");

    private Descriptor Named(Descriptor descriptor, string tag)
    {
        var annotations = descriptor.Annotations.SetItem(RefName, tag);
        var kind = tag.EndsWith(".sig", StringComparison.Ordinal) ? "sigs" : tag.EndsWith(".att", StringComparison.Ordinal) ? "atts" : null;
        return descriptor with { Annotations = cosignKind is null || kind is null ? annotations : annotations.SetItem("kind", cosignKind + kind) };
    }

    private string PathOf(Digest digest) => Path.Combine(folder, "blobs", digest.Algorithm, digest.Hex);

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellation).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
