namespace Compliance.Formats.CryptoModules;

/// <summary>
/// Random access to the bytes of one file. Reading outside the file gives fewer bytes, never an error: offsets and lengths come from strangers.
/// Not thread safe over a stream.
/// </summary>
public abstract class ByteSource
{
    /// <summary>The most bytes that one <see cref="Slice"/> of a stream copies.</summary>
    public const int MaxSliceBytes = 64 << 20;

    private ByteSource()
    {
    }

    /// <summary>Bytes of the file.</summary>
    public abstract long Length { get; }

    /// <summary>At most <paramref name="length"/> bytes from <paramref name="offset"/>; shorter where the file ends or the slice would be larger than a slice may be, empty outside the file.</summary>
    public abstract ReadOnlyMemory<byte> Slice(long offset, long length);

    /// <summary>Bytes in memory; slices are views of them.</summary>
    public static ByteSource Of(ReadOnlyMemory<byte> bytes) => new Memory(bytes);

    /// <param name="stream">Seekable, of fixed length, owned and kept open by the caller; its position is moved.</param>
    /// <exception cref="ArgumentException">The stream can't seek.</exception>
    public static ByteSource Of(Stream stream) => stream.CanSeek
        ? new Seekable(stream)
        : throw new ArgumentException("random access needs a stream that can seek", nameof(stream));

    /// <summary>The part of the range that lies in the file, as offset and length; length 0 when none does.</summary>
    private static (long Offset, int Length) Clamp(long offset, long length, long total) =>
        offset < 0 || length <= 0 || offset >= total ? (0, 0) : (offset, (int)Math.Min(Math.Min(length, total - offset), int.MaxValue));

    private sealed class Memory(ReadOnlyMemory<byte> bytes) : ByteSource
    {
        public override long Length => bytes.Length;

        public override ReadOnlyMemory<byte> Slice(long offset, long length)
        {
            var (start, count) = Clamp(offset, length, bytes.Length);
            return bytes.Slice((int)start, count);
        }
    }

    private sealed class Seekable(Stream stream) : ByteSource
    {
        public override long Length => stream.Length;

        public override ReadOnlyMemory<byte> Slice(long offset, long length)
        {
            var (start, count) = Clamp(offset, Math.Min(length, MaxSliceBytes), stream.Length);
            if (count == 0) return default;
            var bytes = new byte[count];
            stream.Seek(start, SeekOrigin.Begin);
            var read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
            return bytes.AsMemory(0, read);
        }
    }
}
