using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>The image as its manifest, index and configuration describe it.</summary>
public sealed record ImageFact : FactValue
{
    public override FactKind Kind => FactKind.Image;

    /// <summary>Digest of the image manifest.</summary>
    public required string Digest { get; init; }

    /// <summary>Digest of the index that led to it; empty when the manifest was named directly.</summary>
    public required string IndexDigest { get; init; }

    /// <summary>How the caller named it.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether the caller named it by digest.</summary>
    public required bool Pinned { get; init; }

    public required string MediaType { get; init; }

    public required string ConfigDigest { get; init; }

    public required string Os { get; init; }

    public required string Architecture { get; init; }

    public required string Variant { get; init; }

    /// <summary>As written in the configuration, RFC 3339; empty when absent.</summary>
    public required string Created { get; init; }

    /// <summary>The configured user, as written: empty, a name, a number or <c>user:group</c>.</summary>
    public required string User { get; init; }

    public required ImmutableArray<string> Entrypoint { get; init; }

    public required ImmutableArray<string> Cmd { get; init; }

    /// <summary>Names of environment variables, without values.</summary>
    public required ImmutableArray<string> EnvNames { get; init; }

    public required ImmutableSortedDictionary<string, string> Labels { get; init; }

    public required ImmutableSortedDictionary<string, string> Annotations { get; init; }

    /// <summary>Digests of the layers, base first.</summary>
    public required ImmutableArray<string> LayerDigests { get; init; }

    /// <summary>Sum of the layers' compressed sizes in bytes.</summary>
    public required long CompressedBytes { get; init; }

    /// <summary>Whether every diff id of the configuration equals the digest of the layer's uncompressed bytes.</summary>
    public required Knowable<bool> DiffIdsMatch { get; init; }

    /// <summary><c>ID</c> of os-release.</summary>
    public required Knowable<string> OsId { get; init; }

    /// <summary><c>VERSION_ID</c> of os-release.</summary>
    public required Knowable<string> OsVersion { get; init; }

    /// <summary><c>PRETTY_NAME</c> of os-release.</summary>
    public required Knowable<string> OsName { get; init; }

    /// <summary>Last day of the system's support by the feed of support times, ISO date.</summary>
    public Knowable<string> OsSupportEnds { get; init; } = Knowable<string>.Unknown("no eol feed was given");
}
