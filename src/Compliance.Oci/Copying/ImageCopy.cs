using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Registries;
using Compliance.Oci.Registries.Pushing;
using Compliance.Oci.Snapshots;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Copying;

/// <summary>
/// Copies an image as it is: every digest stays. Blobs first, then manifests, then what is attached, and the tag last, so that whoever finds the image there finds all of it.
/// </summary>
public sealed class ImageCopy(ImageSnapshot snapshot, IImageTarget target, IProgress<CopyProgress>? progress)
{
    private const int AtOnce = 4;

    private readonly int[] puts = new int[3];
    private readonly HashSet<Digest> manifests = [];
    private long sentBytes;
    private long arrived;
    private long total;

    private RepositoryName? Near => snapshot.Reference.Transport == ImageTransport.Registry ? RepositoryName.Of(snapshot.Reference) : null;

    /// <summary>Why it can't be copied whole; empty when it can.</summary>
    public ImmutableArray<Defect> Obstacles => snapshot.UnreadableImages.IsEmpty ? [] : snapshot.Defects;

    /// <param name="tag">What it is called there; null for its digest only.</param>
    /// <param name="withAttachments">Whether what is attached goes along.</param>
    /// <exception cref="InvalidOperationException">There are <see cref="Obstacles"/>.</exception>
    /// <exception cref="IOException">Something can't be read or written, or is not what its digest says.</exception>
    public async Task<CopyResult> RunAsync(string? tag, bool withAttachments, CancellationToken cancellation)
    {
        if (!Obstacles.IsEmpty) throw new InvalidOperationException("an image of the index can't be read");
        // What BuildKit put into the index is part of it and always goes along.
        var parts = snapshot.Artifacts.Where(artifact => artifact.Discovery == ArtifactDiscovery.BuildKit && IsWanted(artifact)).ToList();
        var attached = withAttachments ? Attached().ToImmutableArray() : [];
        await PutBlobsAsync([.. snapshot.Images.SelectMany(image => image.Layers.Append(image.Manifest.Config)), .. parts.Concat(attached).SelectMany(artifact => artifact.Layers.Append(artifact.Manifest.Config))], cancellation).ConfigureAwait(false);
        foreach (var image in snapshot.Images) await PutAsync(image.Descriptor, image.ManifestBytes, null, cancellation).ConfigureAwait(false);
        foreach (var part in parts) await PutAsync(part.Descriptor, part.ManifestBytes, null, cancellation).ConfigureAwait(false);
        foreach (var (digest, bytes) in Indexes()) await PutAsync(new Descriptor(OciMediaTypes.Index, digest, bytes.Length) with { MediaType = TypeOf(bytes) }, bytes, null, cancellation).ConfigureAwait(false);
        var attaching = new AttachmentCopy(target);
        foreach (var artifact in attached)
        {
            await attaching.PutAsync(artifact, snapshot, cancellation).ConfigureAwait(false);
            manifests.Add(artifact.Digest);
        }

        if (tag is not null) await target.PutManifestAsync(Plain(snapshot.Root), snapshot.RootBytes, tag, cancellation).ConfigureAwait(false);
        return new CopyResult(snapshot.Root, manifests.Count, puts[(int)BlobPut.Sent], puts[(int)BlobPut.Mounted], puts[(int)BlobPut.WasThere], sentBytes, attached);
    }

    /// <summary>Inner ones first: no registry takes an index that names what it does not have.</summary>
    private IEnumerable<KeyValuePair<Digest, ReadOnlyMemory<byte>>> Indexes()
    {
        var left = snapshot.Index is null ? [] : snapshot.Indexes.ToDictionary();
        while (left.Count > 0)
        {
            var ready = left.Where(one => Members(one.Value).All(member => member == one.Key || !left.ContainsKey(member))).OrderBy(one => one.Key).ToList();
            if (ready.Count == 0) throw new IOException("indexes contain each other");
            foreach (var one in ready)
            {
                left.Remove(one.Key);
                yield return one;
            }
        }
    }

    private static IEnumerable<Digest> Members(ReadOnlyMemory<byte> index) => ImageIndex.Read(index, "index", null, Limits.Default).Required().Manifests.Select(member => member.Digest);

    private static MediaType TypeOf(ReadOnlyMemory<byte> index) => ImageIndex.Read(index, "index", null, Limits.Default).Required().MediaType;

    private IEnumerable<AttachedArtifact> Attached() => snapshot.Artifacts.Where(artifact => artifact.Discovery != ArtifactDiscovery.BuildKit && IsWanted(artifact));

    /// <summary>About something that is copied: the image, its parts, or another artifact of theirs.</summary>
    private bool IsWanted(AttachedArtifact artifact) => snapshot.Index is not null || artifact.Subject == snapshot.Root.Digest || snapshot.Artifacts.Any(other => other.Digest == artifact.Subject && other.Subject == snapshot.Root.Digest);

    private async Task PutBlobsAsync(ImmutableArray<Descriptor> blobs, CancellationToken cancellation)
    {
        var wanted = blobs.DistinctBy(blob => blob.Digest).ToList();
        total = wanted.Sum(blob => blob.Size);
        await Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (blob, token) =>
        {
            long came = 0;
            var put = await target.PutBlobAsync(blob, () => Open(blob), Near, new Meter(more => came += Add(more)), token).ConfigureAwait(false);
            Interlocked.Increment(ref puts[(int)put]);
            if (put == BlobPut.Sent) Interlocked.Add(ref sentBytes, blob.Size);
            Add(blob.Size - came);
        }).ConfigureAwait(false);
    }

    private Stream Open(Descriptor blob)
    {
        var opened = snapshot.OpenContent(blob);
        return opened.TryGet(out var stream) ? stream : throw new BlobMismatchException(opened.Defects[0]);
    }

    private long Add(long more)
    {
        progress?.Report(new CopyProgress(Interlocked.Add(ref arrived, more), total));
        return more;
    }

    private async Task PutAsync(Descriptor descriptor, ReadOnlyMemory<byte> bytes, string? tag, CancellationToken cancellation)
    {
        if (manifests.Add(descriptor.Digest)) await target.PutManifestAsync(Plain(descriptor), bytes, tag, cancellation).ConfigureAwait(false);
    }

    private static Descriptor Plain(Descriptor descriptor) => new(descriptor.MediaType, descriptor.Digest, descriptor.Size);

    private sealed class Meter(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
