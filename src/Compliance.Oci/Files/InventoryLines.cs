namespace Compliance.Oci.Files;

/// <summary>Splits a stream at <c>\n</c> with one buffer that grows to the longest line allowed.</summary>
internal sealed class InventoryLines(Stream stream, long maxLineBytes)
{
    private byte[] buffer = new byte[128 << 10];
    private int start;
    private int end;

    /// <summary>1-based number of the line given last.</summary>
    public int Number { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <summary>The text ends in the middle of a line.</summary>
    public bool IsCut { get; private set; }

    public bool Next(out ReadOnlySpan<byte> line)
    {
        var searched = start;
        while (true)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = buffer.AsSpan(start, searched + at - start);
                start = searched + at + 1;
                Number++;
                return true;
            }

            searched = end - start;
            if (!Fill())
            {
                IsCut = end > start;
                line = default;
                return false;
            }

            searched += start;
        }
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            IsTooLong = buffer.Length >= maxLineBytes;
            if (IsTooLong) return false;
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
