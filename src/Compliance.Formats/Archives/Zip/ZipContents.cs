using System.Collections.Immutable;
using System.IO.Compression;

namespace Compliance.Formats.Archives.Zip;

/// <summary>
/// An archive whose structure was read by <see cref="StrictZip"/>: entries in file order with random access to their contents. Needs its stream
/// open. Contents may be opened by several threads; reads of the file take turns.
/// </summary>
public sealed class ZipContents
{
    private readonly Stream source;
    private readonly ImmutableDictionary<string, ZipEntry> byName;

    internal ZipContents(Stream source, ImmutableArray<ZipEntry> entries)
    {
        this.source = source;
        Entries = entries;
        byName = entries.ToImmutableDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>In the order of the file.</summary>
    public ImmutableArray<ZipEntry> Entries { get; }

    public ZipEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The bytes as they stand in the file, compressed or not.</summary>
    public Stream OpenPacked(ZipEntry entry) => new ZipSpan(source, entry.PackedOffset, entry.PackedSize);

    /// <summary>
    /// The entry's bytes. Reading to the end checks them: at most the declared size is given out, and a wrong size, CRC or deflate stream, or
    /// bytes behind the deflate stream's end, throw <see cref="InvalidDataException"/>.
    /// </summary>
    public Stream Open(ZipEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var packed = new ZipSpan(source, entry.PackedOffset, entry.PackedSize);
        return new ZipEntryStream(entry, packed, entry.Method == ZipMethod.Store ? packed : new DeflateStream(packed, CompressionMode.Decompress));
    }
}
