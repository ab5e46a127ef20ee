using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Oci.Models;

/// <summary>What names a blob and says how to check it (OCI image specification 1.1, descriptor.md).</summary>
public sealed record Descriptor(MediaType MediaType, Digest Digest, long Size)
{
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = NoAnnotations;

    public Platform? Platform { get; init; }

    public MediaType? ArtifactType { get; init; }

    /// <summary><c>org.opencontainers.image.ref.name</c>, the tag inside a layout.</summary>
    public string? RefName => Annotations.GetValueOrDefault("org.opencontainers.image.ref.name");

    internal static ImmutableSortedDictionary<string, string> NoAnnotations { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
