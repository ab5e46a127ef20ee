using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Reading;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Layers;

/// <summary>The uncompressed side of a layer: hashed and counted while it is read, stopped where the limits say so.</summary>
internal sealed class DiffIdStream(Stream uncompressed, VerifiedStream compressed, string? algorithm, Limits limits, Action afterRead) : ForwardStream
{
    private const long RatioFrom = 64 << 20;

    private readonly ContentHasher? hasher = algorithm is null ? null : new ContentHasher(algorithm);

    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = uncompressed.Read(buffer);
        Count += read;
        if (Count > limits.MaxLayerBytes) throw new LayerLimitException(OciCodes.LayerTooLarge, $"more than {limits.MaxLayerBytes} uncompressed bytes");
        if (Count > RatioFrom && Count / limits.MaxCompressionRatio > compressed.Position)
            throw new LayerLimitException(OciCodes.RatioTooHigh, $"decompresses to more than {limits.MaxCompressionRatio} times its size");
        hasher?.Append(buffer[..read]);
        afterRead();
        return read;
    }

    /// <summary>Digest of everything read; null when the stream is not hashed, because the blob's own digest says the same.</summary>
    public Digest? Finish() => hasher?.Finish();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hasher?.Dispose();
        base.Dispose(disposing);
    }
}
