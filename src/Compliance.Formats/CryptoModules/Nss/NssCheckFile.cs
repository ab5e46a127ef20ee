using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Nss;

/// <summary>
/// An NSS <c>.chk</c> file (<c>cmd/shlibsign</c>, <c>lib/freebl/shvfy.c</c>): magic <c>f1 c5</c>, version, offset, type, then parts, each with its length in
/// front, big-endian. Version 2.1 with HMAC-SHA-256 holds key and value; version 1.2, before NSS 3.98, a DSA key (p, q, g, y) and a signature over SHA-256.
/// </summary>
/// <param name="IsSigned">The DSA form: five parts; otherwise two.</param>
public sealed record NssCheckFile(bool IsSigned, ImmutableArray<ReadOnlyMemory<byte>> Parts)
{
    private const uint HmacSha256 = 0x80000004;
    private const uint Dsa = 1;

    /// <summary>Null for another version, another algorithm or damaged bytes.</summary>
    public static NssCheckFile? Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length is < 16 or > 4096 || !span.StartsWith((ReadOnlySpan<byte>)[0xf1, 0xc5])) return null;
        var (offset, type) = (BinaryPrimitives.ReadUInt32BigEndian(span[4..]), BinaryPrimitives.ReadUInt32BigEndian(span[8..]));
        if (offset < 12) return null;
        return (span[2], span[3], type) switch
        {
            (2, 1, HmacSha256) => Of(bytes, offset, 2) is { } parts && parts[1].Length == 32 ? new NssCheckFile(false, parts) : null,
            (1, 2, Dsa) => Of(bytes, offset, 5) is { } parts ? new NssCheckFile(true, parts) : null,
            _ => null,
        };
    }

    private static ImmutableArray<ReadOnlyMemory<byte>>? Of(ReadOnlyMemory<byte> bytes, long at, int count)
    {
        var parts = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (parts.Count < count)
        {
            if (at > bytes.Length - 4) return null;
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.Span[(int)at..]);
            if (length is 0 or > 1024 || at + 4 + length > bytes.Length) return null;
            parts.Add(bytes.Slice((int)at + 4, (int)length));
            at += 4 + length;
        }

        return parts.ToImmutable();
    }
}
