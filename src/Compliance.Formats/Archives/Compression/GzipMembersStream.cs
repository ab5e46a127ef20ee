using System.Buffers.Binary;
using System.IO.Compression;

namespace Compliance.Formats.Archives.Compression;

/// <summary>
/// Decompresses all members of a gzip stream (RFC 1952 section 2.2, "The members simply appear one after another in the file") and checks
/// each one's CRC-32 and length. Unlike the platform's own stream it does not take a missing end or bytes behind the last member for an end.
/// </summary>
/// <param name="stopsAtMembers">Reading ends at the end of each member, until <see cref="NextMember"/> goes on.</param>
internal sealed class GzipMembersStream(Stream compressed, bool stopsAtMembers = false) : ForwardStream
{
    private const int MaxMembers = 4 << 20;
    private const int FixedHeaderBytes = 10;

    private readonly GzipInput input = new(compressed);
    private DeflateStream? body;
    private uint crc;
    private uint length;
    private int members;
    private bool isAtMemberEnd;

    /// <summary>Offset in the compressed stream behind the last member read to its end.</summary>
    public long Offset => input.Offset;

    /// <summary>Goes on to the next member, after the current one was read to its end. False when none follows.</summary>
    public bool NextMember()
    {
        isAtMemberEnd = false;
        return body is not null || BeginMember();
    }

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0 && !isAtMemberEnd)
        {
            if (body is null && !BeginMember()) return 0;
            var read = Inflate(buffer);
            if (read > 0)
            {
                crc = Crc32.Append(crc, buffer[..read]);
                length = unchecked(length + (uint)read);
                return read;
            }

            EndMember();
            isAtMemberEnd = stopsAtMembers;
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        body?.Dispose();
        base.Dispose(disposing);
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return body!.Read(buffer);
        }
        catch (InvalidDataException problem)
        {
            throw new CorruptCompressionException(CompressionCodes.BadGzipBody, input.Offset, "the deflate data of a gzip member is malformed", problem);
        }
    }

    private bool BeginMember()
    {
        var header = input.Peek(FixedHeaderBytes);
        if (header.IsEmpty && members > 0) return false;
        if (!header.StartsWith<byte>([0x1F, 0x8B]))
        {
            throw members > 0
                ? new CorruptCompressionException(CompressionCodes.DataAfterGzip, input.Offset, "bytes that are not gzip follow the last member")
                : new CorruptCompressionException(CompressionCodes.BadGzipHeader, input.Offset, "not gzip");
        }

        if (++members > MaxMembers) throw new CorruptCompressionException(CompressionCodes.TooManyMembers, input.Offset, $"more than {MaxMembers} gzip members");
        SkipHeader(header);
        input.BeginBody();
        (crc, length) = (0, 0);
        body = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private void SkipHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length < FixedHeaderBytes) throw EndsEarly();
        var flags = header[3];
        // RFC 1952 section 2.3.1.2: "Reserved FLG bits must be zero." Compression method 8 is the only one defined.
        if (header[2] != 8 || (flags & 0xE0) != 0) throw new CorruptCompressionException(CompressionCodes.BadGzipHeader, input.Offset, "a gzip header with unknown method or flags");
        input.Skip(FixedHeaderBytes);
        if ((flags & 4) != 0)
        {
            var extra = input.Peek(2);
            if (extra.Length < 2) throw EndsEarly();
            SkipExactly(2 + BinaryPrimitives.ReadUInt16LittleEndian(extra));
        }

        if ((flags & 8) != 0) SkipText();
        if ((flags & 16) != 0) SkipText();
        if ((flags & 2) != 0) SkipExactly(2);
    }

    private void SkipText()
    {
        // A file name or comment ends with a zero; this reader's bound is what it can look at in one piece.
        var text = input.Peek(16 << 10);
        var end = text.IndexOf((byte)0);
        if (end < 0) throw new CorruptCompressionException(CompressionCodes.BadGzipHeader, input.Offset, "a gzip header's name or comment does not end");
        input.Skip(end + 1);
    }

    private void SkipExactly(int count)
    {
        if (input.Peek(count).Length < count) throw EndsEarly();
        input.Skip(count);
    }

    private void EndMember()
    {
        body!.Dispose();
        body = null;
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        if (!input.TryFindTrailer(trailer)) throw EndsEarly();
    }

    private CorruptCompressionException EndsEarly() =>
        new(CompressionCodes.GzipEndsEarly, input.Offset, "a gzip member ends early, or its CRC-32 and length are not those of its data");
}
