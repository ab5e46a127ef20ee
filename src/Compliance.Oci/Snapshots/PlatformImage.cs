using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Snapshots;

/// <summary>One image manifest of a snapshot with its configuration; bytes are as they lie there, checked against their descriptors.</summary>
public sealed record PlatformImage
{
    public required Descriptor Descriptor { get; init; }

    public Digest Digest => Descriptor.Digest;

    public required ReadOnlyMemory<byte> ManifestBytes { get; init; }

    public required ImageManifest Manifest { get; init; }

    /// <summary>Null when the configuration is absent or unreadable; the snapshot has the defect.</summary>
    public ReadOnlyMemory<byte>? ConfigBytes { get; init; }

    public ImageConfig? Config { get; init; }

    /// <summary>The descriptor's platform, else the configuration's; null when neither says.</summary>
    public Platform? Platform => Descriptor.Platform ?? Config?.Platform;

    public ImmutableArray<Descriptor> Layers => Manifest.Layers;

    /// <summary>The nearest index that lists it; null when it is the root.</summary>
    public Digest? Index { get; init; }
}
