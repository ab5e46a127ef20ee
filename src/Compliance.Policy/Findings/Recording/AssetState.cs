using System.Collections.Immutable;

namespace Compliance.Policy.Findings.Recording;

/// <summary>The newest look at one class of images.</summary>
/// <param name="Image">Digest of the manifest.</param>
public sealed record AssetState(string Asset, string Image, DateTimeOffset ObservedAt, string PackageId, string EvidenceRoot, bool IsComplete)
{
    /// <summary>Feeds that were asked, with digest.</summary>
    public ImmutableArray<string> Feeds { get; init; } = [];

    /// <summary>Whether an identifier in a file of others means this asset: its name, its name with a digest, or the digest of the image.</summary>
    public static bool Means(string identifier, string asset, string image) =>
        identifier == asset || identifier == image
        || identifier.StartsWith($"{asset}@", StringComparison.Ordinal)
        || (image.Length > 0 && identifier.EndsWith($"@{image}", StringComparison.Ordinal));
}
