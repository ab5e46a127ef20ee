namespace Compliance.Formats.Packages;

/// <summary>The lines of a text file as bytes, without their line feed (and a carriage return before it), numbered from 1.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int next;

    public ReadOnlySpan<byte> Current { get; private set; }

    public int Number { get; private set; }

    /// <summary>Byte offset of the line's start.</summary>
    public int Offset { get; private set; }

    public bool MoveNext()
    {
        if (next >= bytes.Length) return false;
        Offset = next;
        Number++;
        var end = bytes[next..].IndexOf((byte)'\n');
        var line = end < 0 ? bytes[next..] : bytes.Slice(next, end);
        next = end < 0 ? bytes.Length : next + end + 1;
        Current = line.EndsWith("\r"u8) ? line[..^1] : line;
        return true;
    }
}
