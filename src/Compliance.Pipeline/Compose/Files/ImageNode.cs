using System.Collections.Immutable;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>One file, directory, link or device of an image while it is composed.</summary>
public sealed class ImageNode(TarEntryType type)
{
    /// <summary>A hard link is a regular file that stands at two places, and never a type here.</summary>
    public TarEntryType Type { get; } = type;

    public int Mode { get; set; }

    public long Uid { get; set; }

    public long Gid { get; set; }

    public long ModifiedUnixSeconds { get; set; }

    public ReadOnlyMemory<byte> Content { get; set; }

    /// <summary>Target of a symbolic link, as written.</summary>
    public string LinkName { get; init; } = "";

    public int DeviceMajor { get; init; }

    public int DeviceMinor { get; init; }

    /// <summary>Values as bytes in Latin-1.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Entries of a directory; null for other kinds.</summary>
    public SortedDictionary<string, ImageNode>? Children { get; } = type == TarEntryType.Directory ? new SortedDictionary<string, ImageNode>(StringComparer.Ordinal) : null;
}
