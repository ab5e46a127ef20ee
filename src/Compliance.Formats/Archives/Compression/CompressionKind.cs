namespace Compliance.Formats.Archives.Compression;

/// <summary>How a stream is compressed, told from its first bytes.</summary>
public enum CompressionKind
{
    None = 0,

    /// <summary>RFC 1952, one member or several.</summary>
    Gzip = 1,

    /// <summary>RFC 8878, one frame or several, skippable frames included.</summary>
    Zstd = 2,
}
