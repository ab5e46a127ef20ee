using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>The image of one architecture.</summary>
/// <param name="Architecture">As OCI names it, variant after a slash.</param>
/// <param name="Layers">Base first.</param>
/// <param name="Packages">In the order of installation.</param>
public sealed record ComposedImage(
    string Architecture, ReadOnlyMemory<byte> Manifest, Digest ManifestDigest, ReadOnlyMemory<byte> Config, Digest ConfigDigest, ImmutableArray<ComposedLayer> Layers, ImmutableArray<InstalledPackage> Packages)
{
    /// <summary>The files as they are in the layers.</summary>
    public required ImageTree Tree { get; init; }

    /// <summary>Where the packages came from.</summary>
    public required ImmutableArray<OpenRepository> Repositories { get; init; }

    /// <summary>Compressed bytes of all layers.</summary>
    public long LayerBytes => Layers.Sum(layer => (long)layer.Content.Length);
}
