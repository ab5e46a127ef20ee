using System.Collections.Immutable;
using Compliance.Evidence.Collection;
using Compliance.Formats;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Raw;

/// <summary>The raw evidence of one image manifest. Lists keep their order when written and read.</summary>
public sealed record RawImage
{
    /// <summary>The image manifest.</summary>
    public required Digest Subject { get; init; }

    /// <summary>How the caller named the image, as typed.</summary>
    public required string Reference { get; init; }

    public required bool Pinned { get; init; }

    /// <summary>The index that led to the manifest, if one did.</summary>
    public required RawDocument? Index { get; init; }

    public required RawDocument Manifest { get; init; }

    /// <summary>Null when it could not be read; there is a gap then.</summary>
    public required RawDocument? Config { get; init; }

    /// <summary>Tar headers and digests of every entry; null when no layer could be read.</summary>
    public required RawDocument? Inventory { get; init; }

    /// <summary>Captured files of the image, <see cref="RawItem.Origin"/> is the path in it.</summary>
    public required ImmutableArray<RawDocument> Files { get; init; }

    /// <summary>What was seen in files whose bytes are not kept.</summary>
    public required ImmutableArray<RawDocument> Observations { get; init; }

    /// <summary>Everything found beside the image that refers to it or to its index.</summary>
    public required ImmutableArray<AttachedEvidence> Attached { get; init; }

    /// <summary>Whether everything beside the image was enumerated.</summary>
    public required bool AttachedComplete { get; init; }

    /// <summary>What acquisition could not read; each has <see cref="Subject"/> as its subject.</summary>
    public required ImmutableArray<CollectionGap> Gaps { get; init; }

    internal IEnumerable<RawDocument> Documents
    {
        get
        {
            foreach (var document in (RawDocument?[])[Index, Manifest, Config, Inventory])
            {
                if (document is not null) yield return document;
            }

            foreach (var document in Files) yield return document;
            foreach (var document in Observations) yield return document;
            foreach (var artifact in Attached)
            {
                yield return artifact.Manifest;
                foreach (var (_, blob) in artifact.Blobs.OrderBy(pair => pair.Key)) yield return blob;
            }
        }
    }
}
