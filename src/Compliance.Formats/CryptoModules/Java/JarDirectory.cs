using System.Buffers.Binary;

namespace Compliance.Formats.CryptoModules.Java;

/// <summary>Where a jar's central directory lies, found from the file's end as Java's launcher finds it.</summary>
/// <param name="Bytes">The rows.</param>
/// <param name="IsLast">Nothing but its comment stands behind the end record. Otherwise bytes were added, or the end of another archive is lost.</param>
/// <param name="Shift">Bytes before the archive, a script that starts it for example: offsets count from behind them.</param>
internal readonly record struct JarDirectory(ReadOnlyMemory<byte> Bytes, bool IsLast, long Shift)
{
    private const int MaxBytes = 64 << 20;
    private const int MaxCommentBytes = 64 << 10;
    private const int EndBytes = 22;
    private const int WideEndBytes = 56;

    /// <summary>Null when there is none, or a longer one than is read.</summary>
    public static JarDirectory? Find(ByteSource source)
    {
        var tailStart = Math.Max(0, source.Length - MaxCommentBytes - EndBytes);
        var tail = source.Slice(tailStart, source.Length - tailStart);
        for (var at = tail.Span.LastIndexOf("PK\x05\x06"u8); at >= 0; at = tail.Span[..at].LastIndexOf("PK\x05\x06"u8))
        {
            if (tail.Length - at < EndBytes) continue;
            var comment = BinaryPrimitives.ReadUInt16LittleEndian(tail.Span[(at + 20)..]);
            if (Of(source, tail.Span, at, tailStart) is not { } directory) continue;
            // A comment may hold what looks like an end record: its own length or the rows that it points to must agree.
            var isLast = at + EndBytes + comment == tail.Length;
            if (isLast || directory.Bytes.Span.StartsWith("PK\x01\x02"u8)) return directory with { IsLast = isLast };
        }

        return null;
    }

    private static JarDirectory? Of(ByteSource source, ReadOnlySpan<byte> tail, int at, long tailStart)
    {
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail[(at + 12)..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(tail[(at + 16)..]);
        long end = at;
        if (size == uint.MaxValue || offset == uint.MaxValue)
        {
            var wide = at < 20 ? -1 : tail[..at].LastIndexOf("PK\x06\x06"u8);
            if (wide < 0 || tail.Length - wide < WideEndBytes) return null;
            (size, offset) = (BinaryPrimitives.ReadInt64LittleEndian(tail[(wide + 40)..]), BinaryPrimitives.ReadInt64LittleEndian(tail[(wide + 48)..]));
            end = wide;
        }

        var start = tailStart + end - size;
        return size is < 0 or > MaxBytes || offset < 0 || start < offset ? null : new JarDirectory(source.Slice(start, size), false, start - offset);
    }
}
