using Compliance.Cryptography.Hashing;
using Compliance.Formats.Archives.Compression;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;

namespace Compliance.Oci.Sources;

/// <summary>
/// A blob that is checked while it is read: the last bytes come out only if size and digest are those of the descriptor. Bytes before them
/// are not yet proved, so a reader keeps nothing from a stream that it did not read to the end.
/// </summary>
public sealed class VerifiedStream : ForwardStream
{
    private readonly Stream raw;
    private readonly Descriptor descriptor;
    private readonly ContentHasher hasher;
    private long count;
    private bool verified;

    /// <param name="raw">Owned from now on.</param>
    public VerifiedStream(Stream raw, Descriptor descriptor)
    {
        (this.raw, this.descriptor) = (raw, descriptor);
        hasher = new ContentHasher(descriptor.Digest.Algorithm);
    }

    /// <summary>Bytes read so far.</summary>
    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the end was reached and everything was right.</summary>
    public bool IsVerified => verified;

    /// <exception cref="BlobMismatchException">Size or digest differ from the descriptor.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (verified || buffer.IsEmpty) return 0;
        var read = raw.Read(buffer);
        count += read;
        if (count > descriptor.Size) throw Mismatch($"has more than the {descriptor.Size} bytes that its descriptor states");
        hasher.Append(buffer[..read]);
        if (count == descriptor.Size) VerifyEnd();
        else if (read == 0) throw Mismatch($"has {count} bytes, its descriptor states {descriptor.Size}");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            raw.Dispose();
            hasher.Dispose();
        }

        base.Dispose(disposing);
    }

    private void VerifyEnd()
    {
        Span<byte> more = stackalloc byte[1];
        if (raw.Read(more) > 0) throw Mismatch($"has more than the {descriptor.Size} bytes that its descriptor states");
        var actual = hasher.Finish();
        if (actual != descriptor.Digest) throw Mismatch($"has the digest {actual}");
        verified = true;
    }

    private BlobMismatchException Mismatch(string problem) =>
        new(new Defect(OciCodes.BlobMismatch, new Locator(descriptor.Digest.ToString()), $"blob {descriptor.Digest} {problem}"));
}
