using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>
/// An image in a registry as a layout: the index names what the tag meant when it was asked, and what else was found under tags; manifests are at hand, blobs are fetched when they are
/// opened. From here on everything is as with a folder.
/// </summary>
internal sealed class RegistrySource : IImageSource
{
    private readonly ReadOnlyMemory<byte> index;
    private readonly IReadOnlyDictionary<Digest, ReadOnlyMemory<byte>> manifests;
    private readonly IReadOnlyDictionary<Digest, (string Why, long Size)> broken;
    private readonly BlobSpool spool;

    public RegistrySource(PulledManifests pulled, BlobSpool spool)
    {
        (Name, this.spool) = (pulled.Repository.ToString(), spool);
        (manifests, broken) = (pulled.Manifests, pulled.Broken);
        index = MadeManifest.WriteIndex(pulled.Named);
        (Defects, Missed, Digests) = ([.. pulled.Defects], [.. pulled.Missed], [.. pulled.Referrers.Order()]);
    }

    public string Name { get; }

    public IReadOnlyList<Defect> Defects { get; }

    public IReadOnlyList<Defect> Missed { get; }

    /// <summary>What may refer to the image.</summary>
    public IEnumerable<Digest> Digests { get; }

    public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits) => Readings.Accept(index);

    public long? SizeOf(Digest digest) =>
        manifests.TryGetValue(digest, out var bytes) ? bytes.Length : broken.TryGetValue(digest, out var problem) ? problem.Size : spool.SizeOf(digest);

    public Stream? Open(Digest digest)
    {
        if (broken.TryGetValue(digest, out var problem)) throw new IOException(problem.Why);
        return manifests.TryGetValue(digest, out var bytes) ? new MemoryStream(bytes.ToArray(), writable: false) : spool.Open(digest);
    }

    public void Dispose() => spool.Dispose();
}
