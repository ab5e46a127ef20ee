using System.Security.Cryptography;
using Compliance.Formats;

namespace Compliance.Cryptography.Hashing;

/// <summary>Passes the bytes of another stream through and hashes them with SHA-256 and SHA-512 on the way. Owns the inner stream.</summary>
/// <param name="closing">Called once, when the stream is disposed and its digests can still be asked.</param>
public sealed class HashingStream(Stream inner, Action<HashingStream>? closing = null) : Stream
{
    private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private bool isClosed;

    /// <summary>Bytes passed so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <summary>Of the bytes passed so far.</summary>
    public Digest Sha256() => Digest.Sha256(sha256.GetCurrentHash());

    /// <summary>Of the bytes passed so far, 128 lower-case hexadecimal characters.</summary>
    public string Sha512Hex() => Convert.ToHexStringLower(sha512.GetCurrentHash());

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        sha256.AppendData(buffer[..count]);
        sha512.AppendData(buffer[..count]);
        Count += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            closing?.Invoke(this);
            inner.Dispose();
            sha256.Dispose();
            sha512.Dispose();
        }

        base.Dispose(disposing);
    }
}
