namespace Compliance.Formats.Archives.Compression;

/// <summary>Opens compressed streams by what they are, not by what they are called.</summary>
public static class Decompression
{
    /// <summary>Bytes that <see cref="Sniff"/> needs.</summary>
    public const int MagicBytes = 4;

    public static CompressionKind Sniff(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith<byte>([0x1F, 0x8B])) return CompressionKind.Gzip;
        if (first.Length < MagicBytes) return CompressionKind.None;
        if (first.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD])) return CompressionKind.Zstd;
        return (first[0] & 0xF0) == 0x50 && first[1..].StartsWith<byte>([0x2A, 0x4D, 0x18]) ? CompressionKind.Zstd : CompressionKind.None;
    }

    /// <summary>
    /// A forward-only stream of the uncompressed bytes. It reads <paramref name="compressed"/> to its end and throws
    /// <see cref="CorruptCompressionException"/> where the data is malformed, ends early, fails its checksum or has bytes behind it.
    /// </summary>
    /// <param name="compressed">Read from where it stands; stays open and belongs to the caller.</param>
    public static Stream Open(Stream compressed, CompressionKind kind) => kind switch
    {
        CompressionKind.Gzip => new GzipMembersStream(compressed),
        CompressionKind.Zstd => new ZstdFramesStream(compressed),
        _ => compressed,
    };
}
