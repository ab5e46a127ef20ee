using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.References;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Snapshots;

/// <summary>
/// An image pinned by digest: its root, every platform image that the root leads to, what is attached to them, and a way to their blobs. Every
/// byte in it was checked against a digest. What can't be read is a defect and the rest goes on. Safe for several threads; dispose when done
/// with its blobs.
/// </summary>
public sealed class ImageSnapshot : IDisposable
{
    private readonly BlobReader blobs;

    internal ImageSnapshot(BlobReader blobs) => this.blobs = blobs;

    public required ImageReference Reference { get; init; }

    /// <summary>The manifest or index that the reference named.</summary>
    public required Descriptor Root { get; init; }

    public required ReadOnlyMemory<byte> RootBytes { get; init; }

    /// <summary>The root when it is an index.</summary>
    public ImageIndex? Index { get; init; }

    /// <summary>Bytes of the root and of nested indexes, by digest.</summary>
    public required ImmutableSortedDictionary<Digest, ReadOnlyMemory<byte>> Indexes { get; init; }

    /// <summary>In the order of the index.</summary>
    public required ImmutableArray<PlatformImage> Images { get; init; }

    /// <summary>Manifests that the root leads to and that can't be read; each has a defect. They count among the image's platforms.</summary>
    public required ImmutableArray<Descriptor> UnreadableImages { get; init; }

    /// <summary>Sorted by subject, digest and how they were found.</summary>
    public required ImmutableArray<AttachedArtifact> Artifacts { get; init; }

    /// <summary>Whether everything beside the image could be looked at: only then does an empty list mean that nothing is attached.</summary>
    public required bool ArtifactsComplete { get; init; }

    public required ImmutableArray<Defect> Defects { get; init; }

    /// <summary>
    /// Opens what the reference names. Rejected when there is no readable root: no such place, not a layout, no such tag, several images to
    /// choose from, an absent or corrupt root.
    /// </summary>
    /// <exception cref="IOException">The machine failed (no room for a temporary file).</exception>
    public static Reading<ImageSnapshot> Open(ImageReference reference, Limits limits, CancellationToken cancellation = default) => Open(reference, limits, null, cancellation);

    /// <summary>
    /// As <see cref="Open(ImageReference, Limits, CancellationToken)"/>, of an index only the image of one platform, which is the root then. Rejected when there is none.
    /// </summary>
    public static Reading<ImageSnapshot> Open(ImageReference reference, Limits limits, Platform? platform, CancellationToken cancellation = default)
    {
        var source = ImageSources.Open(reference, limits, cancellation, out var settled);
        return source.TryGet(out var opened)
            ? Open(opened, settled, limits, platform, cancellation)
            : Readings.Reject<ImageSnapshot>(source.Defects);
    }

    /// <param name="source">Owned from now on, also when the reading is rejected.</param>
    public static Reading<ImageSnapshot> Open(IImageSource source, ImageReference reference, Limits limits, CancellationToken cancellation = default) => Open(source, reference, limits, null, cancellation);

    /// <param name="source">Owned from now on, also when the reading is rejected.</param>
    /// <param name="platform">The one image of an index that is wanted; null for all.</param>
    public static Reading<ImageSnapshot> Open(IImageSource source, ImageReference reference, Limits limits, Platform? platform, CancellationToken cancellation = default)
    {
        Reading<ImageSnapshot>? reading = null;
        try
        {
            reading = new SnapshotReader(new BlobReader(source), reference, limits, platform, cancellation).Read();
            return reading;
        }
        finally
        {
            if (reading is not Reading<ImageSnapshot>.Accepted) source.Dispose();
        }
    }

    /// <summary>
    /// The blob as a stream that checks itself. Rejected when it is absent, can't be opened or has another size.
    /// </summary>
    public Reading<VerifiedStream> OpenBlob(Descriptor descriptor) => blobs.Open(descriptor);

    /// <summary>The blob as it lies there, seekable and not yet checked: for who checks it on the way.</summary>
    internal Reading<Stream> OpenContent(Descriptor descriptor) => blobs.OpenContent(descriptor);

    /// <summary>The whole blob, checked. Rejected when it is absent, not what its descriptor says, or larger than <paramref name="maxBytes"/>.</summary>
    public Reading<ReadOnlyMemory<byte>> ReadBlob(Descriptor descriptor, long maxBytes) => blobs.ReadAll(descriptor, maxBytes);

    public void Dispose() => blobs.Dispose();
}
