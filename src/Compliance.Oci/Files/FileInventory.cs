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
    public FileEntry this[int index] => new(this, index, Encoding.UTF8.GetString(PathUtf8(index)), Record(index).Layer);

    /// <summary>The entry's path without making a string.</summary>
    public ReadOnlySpan<byte> PathUtf8(int index)
    {
        ref readonly var record = ref Record(index);
        return texts[record.TextChunk].AsSpan(record.TextOffset, record.PathLength);
    }

    /// <summary>Paths of regular files of all layers that a caller wants, in the inventory's order, without making entries of the others.</summary>
    public IEnumerable<string> FilePathsWhere(Func<ReadOnlySpan<char>, bool> accepts)
    {
        var buffer = new char[256];
        for (var i = 0; i < Count; i++)
        {
            if ((FileKind)Record(i).Kind != FileKind.Regular) continue;
            var path = PathUtf8(i);
            if (buffer.Length < path.Length) buffer = new char[path.Length * 2];
            var length = Encoding.UTF8.GetChars(path, buffer);
            if (accepts(buffer.AsSpan(0, length))) yield return new string(buffer, 0, length);
        }
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

    internal string LinkOf(int index) => Record(index).LinkLength == 0 ? "" : Encoding.UTF8.GetString(LinkUtf8(index));

    internal Digest? Sha256Of(int index) => Record(index) is { HasSha256: true } record ? Digest.Sha256(record.Sha256) : null;

    internal string? Md5Of(int index) => Record(index) is { Legacy: PackedEntry.LegacyKind.Md5 } record ? Convert.ToHexStringLower(record.LegacyValue[..16]) : null;

    internal string? Sha1Of(int index) => Record(index) is { Legacy: PackedEntry.LegacyKind.Sha1 } record ? Convert.ToHexStringLower(record.LegacyValue) : null;

    /// <summary>Path and link target, one after the other.</summary>
    internal ReadOnlySpan<byte> TextUtf8(int index)
    {
        ref readonly var record = ref Record(index);
        return texts[record.TextChunk].AsSpan(record.TextOffset, record.PathLength + record.LinkLength);
    }
}
