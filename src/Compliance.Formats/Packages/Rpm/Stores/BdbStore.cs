using System.Buffers.Binary;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>
/// A Berkeley DB hash, as rpm kept packages until 4.16 (<c>Packages</c>): pages with pairs of key and value, long values in chains of overflow pages. The byte order is
/// that of the machine that wrote it. All pages are looked at, in the order of the file; the record with key 0 is rpm's counter.
/// </summary>
internal sealed class BdbStore(ReadOnlyMemory<byte> bytes, string document, DefectCollector defects) : IRpmStore
{
    private const uint HashMagic = 0x00061561;
    private const int PageHeaderBytes = 26;
    private const byte UnsortedHash = 2;
    private const byte Hash = 13;
    private const byte Overflow = 7;
    private const byte Inline = 1;
    private const byte OffPage = 3;

    private readonly bool isBig = bytes.Length > 16 && BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[12..]) == HashMagic;
    private int pageBytes;
    private long chained;

    public static bool Recognises(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 512 && (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) == HashMagic || BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) == HashMagic);

    public int Counted => 0;

    public IEnumerable<(ReadOnlyMemory<byte> Blob, long Offset)> Headers()
    {
        var size = Number(20);
        if (size is < 512 or > 65_536 || (size & (size - 1)) != 0 || bytes.Span[24] != 0)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator(document, 20), "the size of pages is none that Berkeley DB has, or they are encrypted");
            yield break;
        }

        pageBytes = (int)size;
        for (var page = 0L; (page + 1) * pageBytes <= bytes.Length; page++)
        {
            var start = (int)(page * pageBytes);
            if (page == 0 || bytes.Span[start + 25] is not (UnsortedHash or Hash)) continue;
            foreach (var value in Values(start)) yield return value;
        }
    }

    private IEnumerable<(ReadOnlyMemory<byte> Blob, long Offset)> Values(int page)
    {
        var entries = Short(page + 20);
        if (PageHeaderBytes + (entries * 2) > pageBytes || entries % 2 != 0)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator(document, page), "a page lists more entries than it can hold");
            yield break;
        }

        for (var entry = 1; entry < entries; entry += 2)
        {
            var at = Short(page + PageHeaderBytes + (entry * 2));
            // Items grow from the end of the page: one ends where that before it begins.
            var end = Short(page + PageHeaderBytes + ((entry - 1) * 2));
            if (at < PageHeaderBytes || at >= end || end > pageBytes)
            {
                defects.Add(RpmCodes.BrokenStore, new Locator(document, page), "an entry lies outside of its page");
                continue;
            }

            if (bytes.Span[page + at] == Inline)
            {
                // A counter has four bytes; a header is never so short.
                if (end - at - 1 > 16) yield return (bytes.Slice(page + at + 1, end - at - 1), page + at);
            }
            else if (bytes.Span[page + at] == OffPage && end - at >= 12 && Chain(Number(page + at + 4), Number(page + at + 8)) is { } blob) yield return (blob, page + at);
            else defects.Add(RpmCodes.BrokenStore, new Locator(document, page + at), "a value can't be put together");
        }
    }

    private ReadOnlyMemory<byte>? Chain(uint page, uint length)
    {
        // Chains share no pages: together they are no longer than the file.
        if ((chained += length) > bytes.Length) return null;
        var whole = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var start = page * (long)pageBytes;
            if (page == 0 || start + pageBytes > bytes.Length || bytes.Span[(int)start + 25] != Overflow) return null;
            var part = Short((int)start + 22);
            if (part == 0 || part > pageBytes - PageHeaderBytes || part > length - filled) return null;
            bytes.Span.Slice((int)start + PageHeaderBytes, part).CopyTo(whole.AsSpan(filled));
            filled += part;
            page = Number((int)start + 16);
        }

        return whole;
    }

    private uint Number(int at) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);

    private int Short(int at) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[at..]);
}
