using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Oci.Files;

/// <summary>Packs entries in the order given. Not safe for several threads.</summary>
public sealed class FileInventoryBuilder
{
    private const int TextChunkBytes = 256 << 10;

    /// <summary>Bytes of path or link target: both together fit the 16-bit offsets of the merged tree.</summary>
    internal const int MaxTextBytes = short.MaxValue;

    private readonly List<PackedEntry[]> records = [];
    private readonly List<byte[]> texts = [];
    private int textUsed = TextChunkBytes;

    public int Count { get; private set; }

    /// <summary>Bytes of all paths and link targets so far.</summary>
    internal long TextBytes { get; private set; }

    /// <summary>Bytes that the texts of an image may have: a long path is no way around the bound on entries.</summary>
    internal static long MaxTotalTextBytes(Limits limits) => limits.MaxImageEntries * 200L;

    /// <exception cref="ArgumentException">Path or link target have more than 32,767 bytes, or layer or mode are out of range.</exception>
    public void Add(FileEntry entry)
    {
        Span<byte> sha256 = stackalloc byte[32];
        if (entry.Sha256 is { } digest) Convert.FromHexString(digest.Hex, sha256, out _, out _);
        var index = Add(Encoding.UTF8.GetBytes(entry.Path), Encoding.UTF8.GetBytes(entry.LinkTarget), entry.Kind, entry.Mode, entry.Layer);
        SetOwner(index, entry.Uid, entry.Gid);
        if (entry.Sha256 is not null) SetContent(index, entry.Size, sha256);
        if ((entry.Md5 ?? entry.Sha1) is { } legacy) SetLegacy(index, Convert.FromHexString(legacy));
    }

    public FileInventory Build(int layerCount) => new([.. records], [.. texts], Count, layerCount);

    internal int Add(ReadOnlySpan<byte> path, ReadOnlySpan<byte> link, FileKind kind, int mode, int layer)
    {
        if (path.Length > MaxTextBytes || link.Length > MaxTextBytes) throw new ArgumentException("a path of more than 32,767 bytes", nameof(path));
        if (layer is < 0 or > ushort.MaxValue) throw new ArgumentOutOfRangeException(nameof(layer));
        if (mode is < 0 or > 0xFFF) throw new ArgumentOutOfRangeException(nameof(mode));
        if (Count % FileInventory.RecordsPerChunk == 0 && Count / FileInventory.RecordsPerChunk == records.Count) records.Add(new PackedEntry[FileInventory.RecordsPerChunk]);
        if (texts.Count == 0 || textUsed + path.Length + link.Length > TextChunkBytes)
        {
            texts.Add(new byte[TextChunkBytes]);
            textUsed = 0;
        }

        var text = texts[^1].AsSpan(textUsed);
        path.CopyTo(text);
        link.CopyTo(text[path.Length..]);
        Record(Count) = new PackedEntry
        {
            TextChunk = texts.Count - 1,
            TextOffset = textUsed,
            PathLength = (ushort)path.Length,
            LinkLength = (ushort)link.Length,
            Layer = (ushort)layer,
            Mode = (ushort)mode,
            Kind = (PackedEntry.FileKindByte)kind,
        };
        textUsed += path.Length + link.Length;
        TextBytes += path.Length + link.Length;
        return Count++;
    }

    internal void SetOwner(int index, long uid, long gid) => (Record(index).Uid, Record(index).Gid) = (uid, gid);

    internal void SetContent(int index, long size, ReadOnlySpan<byte> sha256)
    {
        ref var record = ref Record(index);
        (record.Size, record.HasSha256) = (size, true);
        sha256.CopyTo(record.Sha256);
    }

    /// <param name="value">16 bytes of MD5 or 20 of SHA-1.</param>
    internal void SetLegacy(int index, ReadOnlySpan<byte> value)
    {
        ref var record = ref Record(index);
        record.Legacy = value.Length == 16 ? PackedEntry.LegacyKind.Md5 : PackedEntry.LegacyKind.Sha1;
        record.LegacyValue = default;
        value.CopyTo(record.LegacyValue);
    }

    internal void ClearLegacy(PackedEntry.LegacyKind kind)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var record = ref Record(i);
            if (record.Legacy != kind) continue;
            record.Legacy = PackedEntry.LegacyKind.None;
            record.LegacyValue = default;
        }
    }

    /// <summary>Forgets entries from here on; their text is not reused.</summary>
    internal void Truncate(int count) => Count = count;

    internal void WriteLast(System.Text.Json.Utf8JsonWriter json) => InventoryText.WriteEntry(json, new FileInventory(records, texts, Count, 0), Count - 1);

    private ref PackedEntry Record(int index) => ref records[index / FileInventory.RecordsPerChunk][index % FileInventory.RecordsPerChunk];
}
