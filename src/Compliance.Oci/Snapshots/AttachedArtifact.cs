using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Oci.Models;

namespace Compliance.Oci.Snapshots;

/// <summary>A manifest that refers to the index, to an image or to another artifact of the snapshot: signatures, attestations, SBOMs.</summary>
/// <param name="Subject">What it was found to refer to.</param>
/// <param name="Place">Tag or annotation by which it was found; empty for a subject.</param>
public sealed record AttachedArtifact(Descriptor Descriptor, Digest Subject, ArtifactDiscovery Discovery, string Place, ReadOnlyMemory<byte> ManifestBytes, ImageManifest Manifest)
{
    public Digest Digest => Descriptor.Digest;

    /// <summary>Where else it was found.</summary>
    public ImmutableArray<ArtifactPlace> AlsoIn { get; init; } = [];

    public ImmutableArray<Descriptor> Layers => Manifest.Layers;
}
