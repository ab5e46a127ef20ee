using System.Buffers.Binary;
using System.IO.Compression;

namespace Compliance.Formats.Archives.Compression;

/// <summary>
/// Writes one gzip member (RFC 1952) without time, name or operating system, so that the same bytes give the same member on one runtime. Deflate itself may
/// change between runtimes: whoever needs to compare across them compares the uncompressed bytes. Dispose completes the member; the target stays open.
/// </summary>
public sealed class GzipWriteStream : Stream
{
    private readonly Stream target;
    private readonly DeflateStream deflate;
    private uint crc;
    private uint length;
    private bool isComplete;

    public GzipWriteStream(Stream target, CompressionLevel level = CompressionLevel.Optimal)
    {
        this.target = target;
        // RFC 1952 section 2.3.1: "MTIME = 0 means no time stamp is available", OS 255 is "unknown".
        target.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]);
        deflate = new DeflateStream(target, level, leaveOpen: true);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !isComplete;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>One member that holds the bytes.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var member = new MemoryStream();
        using (var writer = new GzipWriteStream(member, level)) writer.Write(bytes);
        return member.ToArray();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        crc = Crc32.Append(crc, buffer);
        length = unchecked(length + (uint)buffer.Length);
        deflate.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => deflate.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isComplete)
        {
            isComplete = true;
            deflate.Dispose();
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
            target.Write(trailer);
        }

        base.Dispose(disposing);
    }
}
