using Compliance.Formats;

namespace Compliance.Oci.Files;

/// <summary>
/// One entry of one layer as its tar header says, with the digests of its bytes computed in the layer's single pass. This is the view of
/// one entry; an inventory keeps entries packed.
/// </summary>
public sealed record FileEntry
{
    /// <summary>Relative to the image's root, <c>/</c>-separated, no leading slash, no <c>.</c> or <c>..</c>; for whiteouts the hidden name.</summary>
    public required string Path { get; init; }

    public required FileKind Kind { get; init; }

    /// <summary>Permission, set-id and sticky bits, the low twelve bits of the tar header's mode.</summary>
    public required int Mode { get; init; }

    public required long Uid { get; init; }

    public required long Gid { get; init; }

    /// <summary>Bytes of a regular file; 0 for everything else.</summary>
    public required long Size { get; init; }

    /// <summary>Target of a link as written; empty otherwise.</summary>
    public required string LinkTarget { get; init; }

    /// <summary>SHA-256 of a regular file's bytes; null for everything else.</summary>
    public required Digest? Sha256 { get; init; }

    /// <summary>Lower-case hex MD5 of a regular file's bytes where the pass computed it, because dpkg lists it; null otherwise. Never used to trust.</summary>
    public required string? Md5 { get; init; }

    /// <summary>Lower-case hex SHA-1 of a regular file's bytes where the pass computed it, because apk lists it; null otherwise. Never used to trust.</summary>
    public string? Sha1 { get; init; }

    /// <summary>Layer that the entry comes from, 0 is the base.</summary>
    public required int Layer { get; init; }
}
