using System.Runtime.ExceptionServices;

namespace Compliance.Formats.Archives.Tar;

/// <summary>
/// A stream in blocks of 512 bytes with one buffer, which is always filled whole: blocks never straddle it, so headers and bodies are handed
/// out in place.
/// </summary>
internal sealed class TarBlocks(Stream stream, int bufferBytes, bool seekOverBodies)
{
    private readonly byte[] buffer = new byte[bufferBytes];
    private int start;
    private int end;
    private bool atEnd;
    private ExceptionDispatchInfo? pending;
    private long bodyLeft;
    private int padding;

    /// <summary>Offset of the next byte to be handed out.</summary>
    public long Position { get; private set; }

    /// <summary>The next block; shorter, perhaps empty, when the stream ends.</summary>
    public ReadOnlySpan<byte> NextBlock()
    {
        if (start == end) Fill();
        if (end - start < TarHeader.BlockSize) pending?.Throw();
        return Take(Math.Min(TarHeader.BlockSize, end - start));
    }

    public void BeginBody(long size)
    {
        bodyLeft = size;
        padding = (int)(-size & (TarHeader.BlockSize - 1));
    }

    public ReadOnlySpan<byte> ReadBody()
    {
        if (bodyLeft == 0) return default;
        if (start == end) Fill();
        var piece = Take((int)Math.Min(bodyLeft, end - start));
        bodyLeft -= piece.Length;
        return piece;
    }

    /// <summary>Goes behind the body and its padding. False when the stream ends inside the body.</summary>
    public bool SkipBody()
    {
        if (seekOverBodies && bodyLeft > end - start) SeekOver();
        while (bodyLeft > 0)
        {
            if (ReadBody().IsEmpty) return false;
        }

        if (padding > 0)
        {
            if (start == end) Fill();
            // Some writers end without the last padding; the body is whole, and the missing end is told by whoever reads the next block.
            Take(Math.Min(padding, end - start));
            padding = 0;
        }

        return true;
    }

    public bool RestIsZero()
    {
        while (true)
        {
            if (start == end) Fill();
            if (start == end) return true;
            if (Take(end - start).IndexOfAnyExcept((byte)0) < 0) continue;
            while (!atEnd) Fill();
            (start, end) = (0, 0);
            return false;
        }
    }

    private void SeekOver()
    {
        // Whole blocks only, so that the buffer stays aligned; the rest is read.
        var over = (bodyLeft - (end - start)) & ~(long)(TarHeader.BlockSize - 1);
        var left = stream.Length - stream.Position;
        over = Math.Min(over, left & ~(long)(TarHeader.BlockSize - 1));
        if (over <= 0) return;
        var buffered = end - start;
        stream.Seek(over, SeekOrigin.Current);
        bodyLeft -= over + buffered;
        Position += over + buffered;
        (start, end) = (0, 0);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = buffer.AsSpan(start, count);
        start += count;
        Position += count;
        return taken;
    }

    private void Fill()
    {
        (start, end) = (0, 0);
        pending?.Throw();
        while (!atEnd && end < buffer.Length)
        {
            var read = TryRead();
            if (read == 0) atEnd = true;
            end += read;
        }
    }

    private int TryRead()
    {
        try
        {
            return stream.Read(buffer, end, buffer.Length - end);
        }
        catch (Exception problem) when (end > 0)
        {
            // What came before is given out first.
            pending = ExceptionDispatchInfo.Capture(problem);
            return 0;
        }
    }
}
