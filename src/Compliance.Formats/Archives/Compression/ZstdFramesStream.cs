using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Compliance.Formats.Archives.Compression;

/// <summary>Decompresses zstd frames with a window of at most 128 MiB, whatever a frame asks for.</summary>
internal sealed class ZstdFramesStream : ForwardStream
{
    private const int MaxWindowLog = 27;

    private readonly CountingStream input;
    private readonly DecompressionStream frames;

    public ZstdFramesStream(Stream compressed)
    {
        input = new CountingStream(compressed);
        frames = new DecompressionStream(input, bufferSize: 128 << 10, checkEndOfStream: true, leaveOpen: true);
        frames.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return frames.Read(buffer);
        }
        catch (EndOfStreamException problem)
        {
            throw new CorruptCompressionException(CompressionCodes.ZstdEndsEarly, input.Count, "the zstd data ends early", problem);
        }
        catch (ZstdException problem)
        {
            throw new CorruptCompressionException(CompressionCodes.BadZstd, input.Count, $"the zstd data is malformed or asks for too much memory ({problem.Message})", problem);
        }
    }

    protected override void Dispose(bool disposing)
    {
        frames.Dispose();
        base.Dispose(disposing);
    }

    private sealed class CountingStream(Stream inner) : ForwardStream
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Count += read;
            return read;
        }
    }
}
