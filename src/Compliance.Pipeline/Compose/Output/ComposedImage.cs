using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Pipeline.Compose.Files;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>The image of one architecture.</summary>
/// <param name="Architecture">As OCI names it, variant after a slash.</param>
/// <param name="Packages">In the order of installation.</param>
public sealed record ComposedImage(
    string Architecture, ReadOnlyMemory<byte> Manifest, Digest ManifestDigest, ReadOnlyMemory<byte> Config, Digest ConfigDigest, ComposedLayer Layer, ImmutableArray<InstalledPackage> Packages);
