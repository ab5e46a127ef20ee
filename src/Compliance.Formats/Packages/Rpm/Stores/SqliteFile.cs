using System.Buffers.Binary;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>
/// Reads tables of a SQLite file from its bytes (Database File Format, sections 1 and 2): the schema and the rows of b-trees, pages of a write-ahead log before those of
/// the file. Pages are visited once each, so that a tree that bites its tail ends; a row is no longer than the file.
/// </summary>
internal sealed class SqliteFile
{
    private const int HeaderBytes = 100;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly IReadOnlyDictionary<uint, ReadOnlyMemory<byte>> logged;
    private readonly string document;
    private readonly DefectCollector defects;
    private readonly int pageBytes;
    private readonly int usable;
    private long spilled;

    private SqliteFile(ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<uint, ReadOnlyMemory<byte>> logged, string document, DefectCollector defects, int pageBytes, int usable) =>
        (this.bytes, this.logged, this.document, this.defects, this.pageBytes, this.usable) = (bytes, logged, document, defects, pageBytes, usable);

    public static bool Recognises(ReadOnlySpan<byte> bytes) => bytes.StartsWith("SQLite format 3\0"u8);

    public static SqliteFile? Open(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> log, string document, DefectCollector defects)
    {
        var size = bytes.Length < HeaderBytes ? 0 : (int)BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[16..]);
        if (size == 1) size = 65_536;
        var used = size < 512 ? 0 : size - bytes.Span[20];
        if (size < 512 || (size & (size - 1)) != 0 || used < 480)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator(document, 16), "the size of pages is none that SQLite has");
            return null;
        }

        return new SqliteFile(bytes, SqliteLog.Pages(log, size, document, defects), document, defects, size, used);
    }

    /// <summary>First page of a table's tree; null when there is no such table.</summary>
    public uint? RootOf(string table)
    {
        foreach (var row in Rows(1))
        {
            var values = SqliteRecord.Read(row.Payload);
            if (values.Count >= 4 && values[0].Text == "table" && values[1].Text == table && values[3].Number is > 0 and <= uint.MaxValue) return (uint)values[3].Number;
        }

        return null;
    }

    /// <summary>The rows below a page, in the order of the tree.</summary>
    public IEnumerable<(ReadOnlyMemory<byte> Payload, long Offset)> Rows(uint root)
    {
        var visited = new HashSet<uint>();
        var waiting = new Stack<uint>();
        waiting.Push(root);
        while (waiting.TryPop(out var number))
        {
            if (Page(number) is not { } page || !visited.Add(number))
            {
                Broken(number, visited.Contains(number) ? "a page of a table stands twice in its tree" : "a page of a table is not in the file");
                continue;
            }

            var header = number == 1 ? HeaderBytes : 0;
            var (kind, cells) = (page.Span[header], BinaryPrimitives.ReadUInt16BigEndian(page.Span[(header + 3)..]));
            var pointers = header + (kind == 5 ? 12 : 8);
            if (kind is not (5 or 13) || pointers + (cells * 2) > page.Length)
            {
                Broken(number, "a page is none of a table's tree");
                continue;
            }

            if (kind == 5) Descend(page.Span, header, pointers, cells, waiting, number);
            else
            {
                for (var cell = 0; cell < cells; cell++)
                {
                    var at = BinaryPrimitives.ReadUInt16BigEndian(page.Span[(pointers + (cell * 2))..]);
                    if (Payload(page, at) is { } payload) yield return (payload, ((long)(number - 1) * pageBytes) + at);
                    else Broken(number, "a row of a table reaches beyond the file");
                }
            }
        }
    }

    private void Descend(ReadOnlySpan<byte> page, int header, int pointers, int cells, Stack<uint> waiting, uint number)
    {
        waiting.Push(BinaryPrimitives.ReadUInt32BigEndian(page[(header + 8)..]));
        for (var cell = cells - 1; cell >= 0; cell--)
        {
            var at = BinaryPrimitives.ReadUInt16BigEndian(page[(pointers + (cell * 2))..]);
            if (at + 4 <= page.Length) waiting.Push(BinaryPrimitives.ReadUInt32BigEndian(page[at..]));
            else Broken(number, "a page points outside of itself");
        }
    }

    /// <summary>A leaf's cell: length, row id, the bytes that lie in the page, and the first page with the rest.</summary>
    private ReadOnlyMemory<byte>? Payload(ReadOnlyMemory<byte> page, int at)
    {
        var length = SqliteRecord.Varint(page.Span, ref at);
        SqliteRecord.Varint(page.Span, ref at);
        if (length < 0 || length > bytes.Length + (logged.Count * (long)pageBytes)) return null;
        var most = usable - 35;
        if (length <= most)
        {
            if (at + length > usable) return null;
            return page.Slice(at, (int)length);
        }

        var least = ((usable - 12) * 32 / 255) - 23;
        var local = least + ((length - least) % (usable - 4));
        if (local > most) local = least;
        // Rows share no pages: together they are no longer than file and log.
        if (at + local + 4 > page.Length || (spilled += length) > bytes.Length + (logged.Count * (long)pageBytes)) return null;
        var whole = new byte[length];
        page.Span.Slice(at, (int)local).CopyTo(whole);
        var (filled, next) = ((int)local, BinaryPrimitives.ReadUInt32BigEndian(page.Span[(at + (int)local)..]));
        while (filled < length)
        {
            if (next == 0 || Page(next) is not { } more) return null;
            next = BinaryPrimitives.ReadUInt32BigEndian(more.Span);
            var part = (int)Math.Min(length - filled, usable - 4);
            more.Span.Slice(4, part).CopyTo(whole.AsSpan(filled));
            filled += part;
        }

        return whole;
    }

    private ReadOnlyMemory<byte>? Page(uint number)
    {
        if (logged.TryGetValue(number, out var page)) return page;
        var start = ((long)number - 1) * pageBytes;
        if (number == 0 || start + pageBytes > bytes.Length) return null;
        return bytes.Slice((int)start, pageBytes);
    }

    private void Broken(uint page, string problem) => defects.Add(RpmCodes.BrokenStore, new Locator(document, Math.Max(0, ((long)page - 1) * pageBytes)), problem);
}
