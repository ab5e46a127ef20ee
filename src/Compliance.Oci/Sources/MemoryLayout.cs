using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Sources;

/// <summary>An image layout held in memory: what a verifier builds from a package's bytes, and what an acquirer fills.</summary>
public sealed class MemoryLayout(string name, ReadOnlyMemory<byte> index, ImmutableSortedDictionary<Digest, ReadOnlyMemory<byte>> blobs) : IImageSource
{
    public string Name { get; } = name;

    public IReadOnlyList<Defect> Defects => [];

    public IEnumerable<Digest> Digests => blobs.Keys;

    public Reading<ReadOnlyMemory<byte>> ReadIndex(Limits limits) => index.Length <= limits.MaxManifestBytes
        ? Readings.Accept(index)
        : Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.ManifestTooLarge, new Locator($"{Name}/index.json"), $"more than {limits.MaxManifestBytes} bytes");

    public long? SizeOf(Digest digest) => blobs.TryGetValue(digest, out var bytes) ? bytes.Length : null;

    public Stream? Open(Digest digest) => blobs.TryGetValue(digest, out var bytes) ? new MemoryStream(bytes.ToArray(), writable: false) : null;

    public void Dispose()
    {
    }
}
