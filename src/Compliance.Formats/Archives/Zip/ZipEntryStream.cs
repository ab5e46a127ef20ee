namespace Compliance.Formats.Archives.Zip;

/// <summary>Gives out an entry's bytes and checks size, CRC and end when they are all read.</summary>
internal sealed class ZipEntryStream(ZipEntry entry, ZipSpan packed, Stream content) : Stream
{
    private readonly byte[] beyond = new byte[1];
    private long given;
    private uint crc;
    private bool isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => entry.Size;

    public override long Position
    {
        get => given;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        var wanted = (int)Math.Min(buffer.Length, entry.Size - given);
        var count = wanted == 0 ? 0 : content.Read(buffer[..wanted]);
        crc = Crc32.Append(crc, buffer[..count]);
        given += count;
        if (count == 0 && !isChecked) CheckEnd();
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckEnd()
    {
        isChecked = true;
        if (given < entry.Size) throw new InvalidDataException($"{entry.Name}: ends after {given} of {entry.Size} bytes");
        if (content.Read(beyond) > 0) throw new InvalidDataException($"{entry.Name}: has more than the {entry.Size} bytes declared");
        if (packed.Remaining > 0) throw new InvalidDataException($"{entry.Name}: bytes stand behind the end of its deflate stream");
        if (crc != entry.Crc) throw new InvalidDataException($"{entry.Name}: CRC-32 is {crc:x8}, the directory says {entry.Crc:x8}");
    }
}
