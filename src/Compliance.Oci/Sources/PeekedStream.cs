using Compliance.Formats.Archives.Compression;

namespace Compliance.Oci.Sources;

/// <summary>A stream whose first bytes were looked at and are given again.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream inner;
    private readonly byte[] first;
    private int given;

    public PeekedStream(Stream inner, int count)
    {
        this.inner = inner;
        first = new byte[count];
        var read = inner.ReadAtLeast(first, count, throwOnEndOfStream: false);
        Array.Resize(ref first, read);
    }

    public ReadOnlySpan<byte> First => first;

    public override int Read(Span<byte> buffer)
    {
        if (given == first.Length) return inner.Read(buffer);
        var count = Math.Min(buffer.Length, first.Length - given);
        first.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }
}
