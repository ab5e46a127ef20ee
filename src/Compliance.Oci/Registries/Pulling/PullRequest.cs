using Compliance.Oci.Models;

namespace Compliance.Oci.Registries.Pulling;

/// <summary>What of an image is wanted.</summary>
public sealed record PullRequest
{
    public static PullRequest Everything { get; } = new();

    /// <summary>The one image of an index; null for all.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Whether signatures, attestations and SBOMs are looked for. Where not, the snapshot says that it does not know of any.</summary>
    public bool WithAttachments { get; init; } = true;

    /// <summary>Hears of bytes of blobs, from several threads.</summary>
    public IProgress<PullProgress>? Progress { get; init; }
}
