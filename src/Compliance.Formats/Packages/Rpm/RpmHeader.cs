using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>
/// A header as rpm stores it (RPM file format, version 4, section "Header format", without the magic in front): two big-endian counts, an index of tags, the data.
/// Every access is bounded by the data; a tag whose place is outside of it is as good as absent.
/// </summary>
internal sealed class RpmHeader
{
    private const int EntryBytes = 16;
    private const int MaxEntries = 0xFFFF;

    private readonly Dictionary<int, (int Type, int Offset, int Count)> index;
    private readonly ReadOnlyMemory<byte> data;

    private RpmHeader(Dictionary<int, (int Type, int Offset, int Count)> index, ReadOnlyMemory<byte> data) => (this.index, this.data) = (index, data);

    /// <summary>Null when counts and bytes don't fit together.</summary>
    public static RpmHeader? Read(ReadOnlyMemory<byte> blob)
    {
        if (blob.Length < 8) return null;
        var (entries, bytes) = (BinaryPrimitives.ReadUInt32BigEndian(blob.Span), BinaryPrimitives.ReadUInt32BigEndian(blob.Span[4..]));
        if (entries is 0 or > MaxEntries || 8L + (entries * EntryBytes) + bytes != blob.Length) return null;
        var rest = blob[(8 + ((int)entries * EntryBytes))..];
        var tags = new Dictionary<int, (int Type, int Offset, int Count)>((int)entries);
        for (var number = 0; number < entries; number++)
        {
            var entry = blob.Span.Slice(8 + (number * EntryBytes), EntryBytes);
            var (tag, type) = (BinaryPrimitives.ReadInt32BigEndian(entry), BinaryPrimitives.ReadInt32BigEndian(entry[4..]));
            var (offset, count) = (BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            if (offset < 0 || offset > rest.Length || count < 0 || count > rest.Length) continue;
            // What was added when the package was installed stands behind what was signed, and rpm lets it win.
            tags[tag] = (type, offset, count);
        }

        return new RpmHeader(tags, rest);
    }

    public bool Has(int tag) => index.ContainsKey(tag);

    /// <summary>A text, or the first one of a translated text; empty when there is none.</summary>
    public string Text(int tag) => Texts(tag, 1) is [var first, ..] ? first : "";

    public ImmutableArray<string> Texts(int tag) => Texts(tag, int.MaxValue);

    /// <summary>Whole numbers of 8 to 32 bits, unsigned.</summary>
    public ImmutableArray<uint> Numbers(int tag)
    {
        if (!index.TryGetValue(tag, out var entry)) return [];
        var size = entry.Type switch { 1 or 2 => 1, 3 => 2, 4 => 4, _ => 0 };
        if (size == 0 || entry.Offset + ((long)entry.Count * size) > data.Length) return [];
        var numbers = ImmutableArray.CreateBuilder<uint>(entry.Count);
        for (var number = 0; number < entry.Count; number++)
        {
            var at = data.Span[(entry.Offset + (number * size))..];
            numbers.Add(size switch { 1 => at[0], 2 => BinaryPrimitives.ReadUInt16BigEndian(at), _ => BinaryPrimitives.ReadUInt32BigEndian(at) });
        }

        return numbers.MoveToImmutable();
    }

    private ImmutableArray<string> Texts(int tag, int atMost)
    {
        if (!index.TryGetValue(tag, out var entry) || entry.Type is not (6 or 8 or 9)) return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        var rest = data.Span[entry.Offset..];
        var count = Math.Min(entry.Type == 6 ? 1 : entry.Count, atMost);
        while (texts.Count < count)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0) break;
            texts.Add(Encoding.UTF8.GetString(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return texts.ToImmutable();
    }
}
