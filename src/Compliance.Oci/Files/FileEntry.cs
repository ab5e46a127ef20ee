using System.Diagnostics.CodeAnalysis;
using Compliance.Formats;

namespace Compliance.Oci.Files;

/// <summary>
/// One entry of one layer as its tar header says, with the digests of its bytes computed in the layer's single pass. This is the view of
/// one entry; an inventory keeps entries packed, and digests are spelled when somebody asks for them.
/// </summary>
public sealed record FileEntry
{
    private readonly FileInventory? inventory;
    private readonly int content;

    public FileEntry()
    {
    }

    [SetsRequiredMembers]
    internal FileEntry(FileInventory inventory, int index, string path, int layer)
    {
        ref readonly var record = ref inventory.Record(index);
        (this.inventory, content, Path, Layer) = (inventory, index, path, layer);
        (Kind, Mode, Uid, Gid, Size) = ((FileKind)record.Kind, record.Mode, record.Uid, record.Gid, record.Size);
        LinkTarget = inventory.LinkOf(index);
    }

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
    public required Digest? Sha256 { get => field ??= inventory?.Sha256Of(content); init; }

    /// <summary>Lower-case hex MD5 of a regular file's bytes where the pass computed it, because dpkg lists it; null otherwise. Never used to trust.</summary>
    public required string? Md5 { get => field ??= inventory?.Md5Of(content); init; }

    /// <summary>Lower-case hex SHA-1 of a regular file's bytes where the pass computed it, because apk lists it; null otherwise. Never used to trust.</summary>
    public string? Sha1 { get => field ??= inventory?.Sha1Of(content); init; }

    /// <summary>Layer that the entry comes from, 0 is the base.</summary>
    public required int Layer { get; init; }

    /// <summary>By what they say, wherever they come from.</summary>
    public bool Equals(FileEntry? other) => other is not null
        && (Path, Kind, Mode, Uid, Gid, Size, LinkTarget, Layer) == (other.Path, other.Kind, other.Mode, other.Uid, other.Gid, other.Size, other.LinkTarget, other.Layer)
        && (Sha256, Md5, Sha1) == (other.Sha256, other.Md5, other.Sha1);

    public override int GetHashCode() => HashCode.Combine(Path, Kind, Size, Layer);
}
