using Compliance.Formats;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Oci.Sources;

namespace Compliance.Oci.Snapshots;

/// <summary>Checked access to a source's blobs.</summary>
internal sealed class BlobReader(IImageSource source) : IDisposable
{
    public IImageSource Source => source;

    public Reading<VerifiedStream> Open(Descriptor descriptor) => OpenContent(descriptor).Select(raw => new VerifiedStream(raw, descriptor));

    /// <summary>The bytes as they lie there, of the stated size but not checked.</summary>
    public Reading<Stream> OpenContent(Descriptor descriptor)
    {
        var place = new Locator(descriptor.Digest.ToString());
        try
        {
            if (source.SizeOf(descriptor.Digest) is not { } size)
                return Readings.Reject<Stream>(OciCodes.BlobAbsent, place, $"blob {descriptor.Digest} is absent from {source.Name}");
            if (size != descriptor.Size)
                return Readings.Reject<Stream>(OciCodes.BlobMismatch, place, $"blob {descriptor.Digest} has {size} bytes, its descriptor states {descriptor.Size}");
            return source.Open(descriptor.Digest) is { } raw
                ? Readings.Accept(raw)
                : Readings.Reject<Stream>(OciCodes.BlobAbsent, place, $"blob {descriptor.Digest} is absent from {source.Name}");
        }
        catch (BlobMismatchException mismatch)
        {
            return Readings.Reject<Stream>(mismatch.Defect);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Readings.Reject<Stream>(OciCodes.BlobUnreadable, place, $"blob {descriptor.Digest} can't be opened: {problem.Message}");
        }
    }

    public Reading<ReadOnlyMemory<byte>> ReadAll(Descriptor descriptor, long maxBytes)
    {
        var place = new Locator(descriptor.Digest.ToString());
        if (descriptor.Size > maxBytes)
            return Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.ManifestTooLarge, place, $"blob {descriptor.Digest} has {descriptor.Size} bytes, {maxBytes} allowed");
        var opened = Open(descriptor);
        if (!opened.TryGet(out var stream)) return Readings.Reject<ReadOnlyMemory<byte>>(opened.Defects);
        using (stream)
        {
            try
            {
                return BoundedReading.ReadAll(stream, maxBytes) is { } bytes
                    ? Readings.Accept<ReadOnlyMemory<byte>>(bytes)
                    : Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.ManifestTooLarge, place, $"blob {descriptor.Digest} has more than {maxBytes} bytes");
            }
            catch (BlobMismatchException mismatch)
            {
                return Readings.Reject<ReadOnlyMemory<byte>>(mismatch.Defect);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return Readings.Reject<ReadOnlyMemory<byte>>(OciCodes.BlobUnreadable, place, $"blob {descriptor.Digest} can't be read: {problem.Message}");
            }
        }
    }

    /// <summary>A blob of which only the digest is known: its descriptor with the size that it has.</summary>
    public Descriptor? Describe(Digest digest, MediaType mediaType) =>
        source.SizeOf(digest) is { } size ? new Descriptor(mediaType, digest, size) : null;

    public void Dispose() => source.Dispose();
}
