using System.Collections.Immutable;
using Compliance.Evidence.Raw;
using Compliance.Formats;
using Compliance.Policy.Facts;

namespace Compliance.Evidence.Collection;

/// <summary>
/// All raw evidence of one image manifest, as collectors see it. It is made from raw documents only, by the same code at audit time and in
/// the verifier: nothing reaches a collector that is not in the package.
/// </summary>
public sealed class ImageEvidence
{
    private readonly Dictionary<Type, object> derived = [];

    /// <summary>The image manifest.</summary>
    public required Digest Subject { get; init; }

    /// <summary>How the caller named the image, as typed.</summary>
    public required string Reference { get; init; }

    public required bool Pinned { get; init; }

    /// <summary>The index that led to the manifest, if one did.</summary>
    public required RawDocument? Index { get; init; }

    public required RawDocument Manifest { get; init; }

    /// <summary>The configuration; null when it could not be read (there is a gap then).</summary>
    public required RawDocument? Config { get; init; }

    /// <summary>Everything found beside the image that refers to it or to its index.</summary>
    public required ImmutableArray<AttachedEvidence> Attached { get; init; }

    /// <summary>Whether everything beside the image was enumerated: only then does an empty list mean that there is nothing.</summary>
    public required bool AttachedComplete { get; init; }

    public required ImmutableArray<RawDocument> GivenSboms { get; init; }

    /// <summary>Files of the caller's trust folder; null when the caller gave none.</summary>
    public required ImmutableArray<RawDocument>? Trust { get; init; }

    /// <summary>What acquisition could not read.</summary>
    public required ImmutableArray<CollectionGap> Gaps { get; init; }

    /// <summary>
    /// A value that several collectors need and that is made once, such as the parsed package databases. One value a type. Not thread safe:
    /// collectors of one image run one after the other.
    /// </summary>
    public T Derived<T>(Func<ImageEvidence, T> make)
        where T : class
    {
        if (derived.TryGetValue(typeof(T), out var made)) return (T)made;
        var value = make(this);
        derived[typeof(T)] = value;
        return value;
    }
}
