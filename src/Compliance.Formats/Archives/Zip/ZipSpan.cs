namespace Compliance.Formats.Archives.Zip;

/// <summary>
/// A stretch of the archive's file. The last byte is always given out by a read of its own: a deflate stream that ends without asking for it
/// has something behind its end.
/// </summary>
internal sealed class ZipSpan(Stream source, long start, long length) : Stream
{
    private long position;

    public long Remaining => length - position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, Remaining > 1 ? Remaining - 1 : Remaining);
        if (wanted <= 0) return 0;
        int count;
        lock (source)
        {
            source.Position = start + position;
            count = source.Read(buffer[..wanted]);
        }

        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
