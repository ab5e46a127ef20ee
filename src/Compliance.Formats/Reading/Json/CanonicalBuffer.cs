using System.Buffers;

namespace Compliance.Formats.Reading.Json;

/// <summary>Growing bytes of which a tail can be put in another order.</summary>
internal sealed class CanonicalBuffer : IBufferWriter<byte>
{
    private byte[] bytes = new byte[1024];

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Count);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(Count);
    }

    /// <summary>What was written from a place on, to be put in another order.</summary>
    public Span<byte> From(int start) => bytes.AsSpan(start, Count - start);

    private void Grow(int sizeHint)
    {
        var needed = checked(Count + Math.Max(sizeHint, 1));
        if (needed > bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)needed, bytes.Length * 2L)));
    }
}
