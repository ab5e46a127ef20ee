using System.Buffers.Binary;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>
/// The write-ahead log beside a SQLite file (Database File Format, section 4): pages that were written and not yet moved into the file. As SQLite does, frames count
/// up to the last commit whose salts and running checksums are right.
/// </summary>
internal static class SqliteLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    public static Dictionary<uint, ReadOnlyMemory<byte>> Pages(ReadOnlyMemory<byte> log, int pageBytes, string document, DefectCollector defects)
    {
        var committed = new Dictionary<uint, ReadOnlyMemory<byte>>();
        if (log.Length < HeaderBytes) return committed;
        var header = log.Span[..HeaderBytes];
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic is not (0x377F0682 or 0x377F0683) || BinaryPrimitives.ReadUInt32BigEndian(header[8..]) != pageBytes)
        {
            defects.Add(RpmCodes.BrokenStore, new Locator($"{document}-wal", 0), "the log beside the database is none of its own");
            return committed;
        }

        var isBig = (magic & 1) != 0;
        var sum = Sum(header[..24], isBig, (0, 0));
        if (sum != (BinaryPrimitives.ReadUInt32BigEndian(header[24..]), BinaryPrimitives.ReadUInt32BigEndian(header[28..]))) return committed;
        var open = new List<(uint Page, ReadOnlyMemory<byte> Bytes)>();
        for (var at = HeaderBytes; at + FrameHeaderBytes + pageBytes <= log.Length; at += FrameHeaderBytes + pageBytes)
        {
            var frame = log.Span.Slice(at, FrameHeaderBytes);
            var page = log.Slice(at + FrameHeaderBytes, pageBytes);
            if (!frame[8..16].SequenceEqual(header[16..24])) break;
            sum = Sum(page.Span, isBig, Sum(frame[..8], isBig, sum));
            if (sum != (BinaryPrimitives.ReadUInt32BigEndian(frame[16..]), BinaryPrimitives.ReadUInt32BigEndian(frame[20..]))) break;
            open.Add((BinaryPrimitives.ReadUInt32BigEndian(frame), page));
            if (BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) == 0) continue;
            foreach (var (number, bytes) in open) committed[number] = bytes;
            open.Clear();
        }

        return committed;
    }

    private static (uint First, uint Second) Sum(ReadOnlySpan<byte> bytes, bool isBig, (uint First, uint Second) sum)
    {
        for (var at = 0; at + 8 <= bytes.Length; at += 8)
        {
            var (one, two) = isBig
                ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]))
                : (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]));
            sum.First = unchecked(sum.First + one + sum.Second);
            sum.Second = unchecked(sum.Second + two + sum.First);
        }

        return sum;
    }
}
