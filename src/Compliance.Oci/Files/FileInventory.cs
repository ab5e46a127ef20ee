using System.Collections;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>
/// Every entry of every layer of an image: base layer first, in each layer the order of its archive (which decides where a path occurs twice).
/// Packed: 96 bytes and the path an entry. Immutable and safe for several threads. Its text form is what an evidence package keeps and an
/// offline verifier reads back: the same inventory, and the same bytes when written again.
/// </summary>
public sealed class FileInventory : IReadOnlyList<FileEntry>
{
    internal const int RecordsPerChunk = 4096;

    private readonly List<PackedEntry[]> records;
    private readonly List<byte[]> texts;

    internal FileInventory(List<PackedEntry[]> records, List<byte[]> texts, int count, int layerCount) =>
        (this.records, this.texts, Count, LayerCount) = (records, texts, count, layerCount);

    public int Count { get; }

    /// <summary>Layers of the image, also those that left no entry.</summary>
    public int LayerCount { get; }

    /// <summary>Made anew each time.</summary>
    public FileEntry this[int index]
    {
        get
        {
            ref readonly var record = ref Record(index);
            return new FileEntry
            {
                Path = Encoding.UTF8.GetString(PathUtf8(index)),
                Kind = (FileKind)record.Kind,
                Mode = record.Mode,
                Uid = record.Uid,
                Gid = record.Gid,
                Size = record.Size,
                LinkTarget = record.LinkLength == 0 ? "" : Encoding.UTF8.GetString(LinkUtf8(index)),
                Sha256 = record.HasSha256 ? Digest.Sha256(record.Sha256) : null,
                Md5 = record.Legacy == PackedEntry.LegacyKind.Md5 ? Convert.ToHexStringLower(record.LegacyValue[..16]) : null,
                Sha1 = record.Legacy == PackedEntry.LegacyKind.Sha1 ? Convert.ToHexStringLower(record.LegacyValue) : null,
                Layer = record.Layer,
            };
        }
    }

    /// <summary>The entry's path without making a string.</summary>
    public ReadOnlySpan<byte> PathUtf8(int index)
    {
        ref readonly var record = ref Record(index);
        return texts[record.TextChunk].AsSpan(record.TextOffset, record.PathLength);
    }

    /// <summary>
    /// Writes one JSON object a line, members in a fixed order, <c>\n</c> after each: first a line with version and counts, then the entries in
    /// the inventory's order. The same inventory gives the same bytes.
    /// </summary>
    /// <param name="stream">Stays open.</param>
    public void WriteTo(Stream stream) => InventoryText.Write(this, stream);

    /// <summary>Reads what <see cref="WriteTo"/> wrote, byte for byte; anything else is rejected with the line.</summary>
    /// <param name="stream">Stays open.</param>
    public static Reading<FileInventory> Read(Stream stream, Limits limits, string document = "inventory") => InventoryText.Read(stream, limits, document);

    public IEnumerator<FileEntry> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ref readonly PackedEntry Record(int index) => ref records[index / RecordsPerChunk][index % RecordsPerChunk];

    internal ReadOnlySpan<byte> LinkUtf8(int index)
    {
        ref readonly var record = ref Record(index);
        return texts[record.TextChunk].AsSpan(record.TextOffset + record.PathLength, record.LinkLength);
    }

    /// <summary>Path and link target, one after the other.</summary>
    internal ReadOnlySpan<byte> TextUtf8(int index)
    {
        ref readonly var record = ref Record(index);
        return texts[record.TextChunk].AsSpan(record.TextOffset, record.PathLength + record.LinkLength);
    }
}
