namespace Compliance.Formats.Archives.Tar;

/// <summary>
/// The entry that a <see cref="TarReader"/> stands on, extensions applied. One object a reader, filled again for each entry: spans and
/// values are good until the reader moves on.
/// </summary>
public sealed class TarEntry
{
    private byte[] name = new byte[256];
    private byte[] link = new byte[256];
    private int nameLength;
    private int linkLength;

    internal TarEntry()
    {
    }

    /// <summary>As written, in bytes that nobody has vetted: may be absolute, hold <c>..</c> or end in a slash. Never empty.</summary>
    public ReadOnlySpan<byte> Name => name.AsSpan(0, nameLength);

    /// <summary>Target of a link as written; empty for other kinds.</summary>
    public ReadOnlySpan<byte> LinkName => link.AsSpan(0, linkLength);

    public TarEntryType Type { get; internal set; }

    /// <summary>The low twelve bits of the mode field.</summary>
    public int Mode { get; internal set; }

    public long Uid { get; internal set; }

    public long Gid { get; internal set; }

    /// <summary>Bytes of the body that follows; 0 for everything but regular files.</summary>
    public long Size { get; internal set; }

    /// <summary>Whole seconds since 1970-01-01 UTC, may be negative.</summary>
    public long ModifiedUnixSeconds { get; internal set; }

    /// <summary>Major number of a device; 0 for other kinds and where the field holds no number.</summary>
    public int DeviceMajor { get; internal set; }

    public int DeviceMinor { get; internal set; }

    /// <summary>Offset of the entry's own header block in the uncompressed archive.</summary>
    public long HeaderOffset { get; internal set; }

    /// <summary>Offset of the first byte of the body in the uncompressed archive.</summary>
    public long BodyOffset { get; internal set; }

    internal void SetName(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> text)
    {
        nameLength = 0;
        if (!prefix.IsEmpty)
        {
            Append(ref name, ref nameLength, prefix);
            Append(ref name, ref nameLength, "/"u8);
        }

        Append(ref name, ref nameLength, text);
    }

    internal void SetLink(ReadOnlySpan<byte> text)
    {
        linkLength = 0;
        Append(ref link, ref linkLength, text);
    }

    private static void Append(ref byte[] buffer, ref int length, ReadOnlySpan<byte> text)
    {
        if (length + text.Length > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + text.Length));
        text.CopyTo(buffer.AsSpan(length));
        length += text.Length;
    }
}
