using System.Buffers.Binary;

namespace Compliance.Formats.CryptoModules.Nss;

/// <summary>
/// An NSS <c>.chk</c> file, version 2.1 (<c>lib/freebl/shvfy.c</c>): magic <c>f1 c5</c>, version, offset, type, then length and bytes of the key and of
/// the value, big-endian.
/// </summary>
public sealed record NssCheckFile(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    private const uint HmacSha256 = 0x80000004;

    /// <summary>Null for another version, another algorithm (DSA before NSS 3.59) or damaged bytes.</summary>
    public static NssCheckFile? Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length is < 16 or > 4096 || !span.StartsWith((ReadOnlySpan<byte>)[0xf1, 0xc5, 2, 1])) return null;
        var offset = BinaryPrimitives.ReadUInt32BigEndian(span[4..]);
        if (BinaryPrimitives.ReadUInt32BigEndian(span[8..]) != HmacSha256 || offset < 12) return null;
        return Part(bytes, offset) is { } key && Part(bytes, offset + 4L + key.Length) is { Length: 32 } value ? new NssCheckFile(key, value) : null;
    }

    private static ReadOnlyMemory<byte>? Part(ReadOnlyMemory<byte> bytes, long at)
    {
        if (at > bytes.Length - 4) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[(int)at..]);
        return length is 0 or > 1024 || at + 4 + length > bytes.Length ? null : bytes.Slice((int)at + 4, (int)length);
    }
}
