namespace Compliance.Formats.Archives.Compression;

/// <summary>
/// The compressed side of a gzip stream: one buffer that keeps the last piece handed to the inflater, because the inflater does not tell how
/// much of it belongs to the member. As a stream it feeds the inflater.
/// </summary>
internal sealed class GzipInput(Stream compressed) : ForwardStream
{
    private const int PieceBytes = 8 << 10;

    private readonly byte[] buffer = new byte[128 << 10];
    private int next;
    private int end;
    private int pieceStart;
    private long bufferOffset;
    private bool atEnd;

    /// <summary>Offset of the next byte in the compressed stream.</summary>
    public long Offset => bufferOffset + next;

    /// <summary>Feeds the inflater a piece, which stays in the buffer until the next one.</summary>
    public override int Read(Span<byte> destination)
    {
        pieceStart = next;
        if (next == end) Fill();
        var count = Math.Min(Math.Min(destination.Length, PieceBytes), end - next);
        buffer.AsSpan(next, count).CopyTo(destination);
        next += count;
        return count;
    }

    /// <summary>Marks where a member's body starts, for <see cref="TryFindTrailer"/>.</summary>
    public void BeginBody() => pieceStart = next;

    /// <summary>The next bytes without taking them; fewer than asked for at the end of the stream.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (end - next < count) Fill();
        return buffer.AsSpan(next, Math.Min(count, end - next));
    }

    public void Skip(int count) => next += count;

    /// <summary>
    /// Goes behind the first place, from the last piece on, where these eight bytes stand. The deflate data ended somewhere in that piece, and
    /// CRC-32 and length of what came out of it must follow.
    /// </summary>
    public bool TryFindTrailer(ReadOnlySpan<byte> trailer)
    {
        var ahead = Peek(trailer.Length).Length;
        var at = buffer.AsSpan(pieceStart, next - pieceStart + ahead).IndexOf(trailer);
        if (at < 0) return false;
        next = pieceStart + at + trailer.Length;
        pieceStart = next;
        return true;
    }

    private void Fill()
    {
        if (atEnd) return;
        var kept = end - pieceStart;
        buffer.AsSpan(pieceStart, kept).CopyTo(buffer);
        bufferOffset += pieceStart;
        (next, end, pieceStart) = (next - pieceStart, kept, 0);
        while (!atEnd && end < buffer.Length)
        {
            var read = compressed.Read(buffer, end, buffer.Length - end);
            if (read == 0) atEnd = true;
            end += read;
        }
    }
}
