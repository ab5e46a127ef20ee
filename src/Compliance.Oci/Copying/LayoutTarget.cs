using System.Text.Json.Nodes;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Attachments;
using Compliance.Oci.Models;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Copying;

/// <summary>
/// A folder in the OCI image layout that takes images; made when it is not there. Blobs are written under another name until they are whole and checked, and <c>index.json</c> is
/// replaced at once. For one writer at a time; blobs may come from several threads.
/// </summary>
public sealed class LayoutTarget : IImageTarget
{
    private const string RefName = "org.opencontainers.image.ref.name";

    private readonly string folder;

    private LayoutTarget(string folder) => this.folder = folder;

    public string Name => folder;

    private string IndexPath => Path.Combine(folder, "index.json");

    /// <summary>Rejected when something else is there: a file, a folder with other things, a layout that can't be read.</summary>
    /// <param name="isPlanned">Nothing is made or written.</param>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static Reading<LayoutTarget> Open(string folder, Limits limits, bool isPlanned = false)
    {
        var target = new LayoutTarget(folder);
        if (File.Exists(target.IndexPath))
        {
            var opened = LayoutFolder.Open(folder);
            if (!opened.TryGet(out var layout)) return Readings.Reject<LayoutTarget>(opened.Defects);
            var read = layout.ReadIndex(limits);
            if (!read.TryGet(out var bytes)) return Readings.Reject<LayoutTarget>(read.Defects);
            var index = ImageIndex.Read(bytes, target.IndexPath, null, limits);
            return index.TryGet(out _) ? Readings.Accept(target) : Readings.Reject<LayoutTarget>(index.Defects);
        }

        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            return Readings.Reject<LayoutTarget>(OciCodes.NoLayout, new Locator(folder), "there is something else than an image layout; name an empty or a new folder");
        if (isPlanned) return Readings.Accept(target);
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllBytes(target.IndexPath, ManifestText.Bytes(ManifestText.EmptyIndex()));
        return Readings.Accept(target);
    }

    public Task<bool> ListsReferrersAsync(Digest subject, CancellationToken cancellation) => Task.FromResult(false);

    public async Task<TaggedManifest?> ReadTagAsync(string tag, CancellationToken cancellation)
    {
        if (!File.Exists(IndexPath)) return null;
        var index = ImageIndex.Read(await File.ReadAllBytesAsync(IndexPath, cancellation).ConfigureAwait(false), IndexPath, null, Limits.Default).Required();
        if (index.Manifests.FirstOrDefault(entry => entry.RefName == tag) is not { } found) return null;
        var content = await File.ReadAllBytesAsync(PathOf(found.Digest), cancellation).ConfigureAwait(false);
        return content.Length == found.Size && ContentHasher.Compute(found.Digest.Algorithm, content) == found.Digest
            ? new TaggedManifest(found, content)
            : throw new IOException($"{folder}: what lies under the tag {tag} is not {found.Digest}");
    }

    public Task<bool> HasBlobAsync(Descriptor descriptor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return Task.FromResult(new FileInfo(PathOf(descriptor.Digest)) is { Exists: true } file && file.Length == descriptor.Size);
    }

    public async Task PutBlobAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await PutBlobAsync(descriptor, () => new MemoryStream(content.ToArray(), writable: false), null, null, cancellation).ConfigureAwait(false);

    public async Task<BlobPut> PutBlobAsync(Descriptor descriptor, Func<Stream> open, RepositoryName? near, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(open);
        if (await HasBlobAsync(descriptor, cancellation).ConfigureAwait(false)) return BlobPut.WasThere;
        var path = PathOf(descriptor.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await WriteAsync(
            path,
            async stream =>
            {
                var source = new VerifiedStream(open(), descriptor);
                await using (source.ConfigureAwait(false))
                {
                    var buffer = new byte[128 << 10];
                    for (var read = source.Read(buffer); read > 0; read = source.Read(buffer))
                    {
                        await stream.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                        progress?.Report(read);
                    }
                }
            }).ConfigureAwait(false);
        return BlobPut.Sent;
    }

    public async Task<bool> PutManifestAsync(Descriptor descriptor, ReadOnlyMemory<byte> content, string? tag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        await PutBlobAsync(descriptor, content, cancellation).ConfigureAwait(false);
        if (tag is null) return false;
        var index = JsonNode.Parse(await File.ReadAllBytesAsync(IndexPath, cancellation).ConfigureAwait(false))!.AsObject();
        var named = descriptor with { Annotations = descriptor.Annotations.SetItem(RefName, tag) };
        var bytes = ManifestText.Bytes(ManifestText.With(index, named, entry => (string?)entry["annotations"]?[RefName] == tag));
        await WriteAsync(IndexPath, async stream => await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return false;
    }

    private string PathOf(Digest digest) => Path.Combine(folder, "blobs", digest.Algorithm, digest.Hex);

    private static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
