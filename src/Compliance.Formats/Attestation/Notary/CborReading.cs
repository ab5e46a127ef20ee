using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Compliance.Formats.Attestation.Notary;

/// <summary>
/// Reads CBOR (RFC 8949) strictly: shortest lengths, definite lengths, no floating point, no key twice, nothing after the item. Bounded in depth and items; never
/// allocates by a stated length.
/// </summary>
internal ref struct CborReading
{
    private const int MaxDepth = 8;
    private const int MaxItems = 4_096;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlyMemory<byte> all;
    private int position;
    private int items;

    private CborReading(ReadOnlyMemory<byte> all) => this.all = all;

    /// <summary>Null when the bytes are not exactly one item.</summary>
    public static CborItem? Read(ReadOnlyMemory<byte> bytes)
    {
        var reading = new CborReading(bytes);
        var item = reading.Item(0);
        return reading.position == bytes.Length ? item : null;
    }

    private CborItem? Item(int depth)
    {
        if (depth > MaxDepth || ++items > MaxItems || position >= all.Length) return null;
        var first = all.Span[position++];
        if (Argument(first & 31) is not { } argument) return null;
        return (first >> 5) switch
        {
            0 => argument <= long.MaxValue ? new CborItem.Number((long)argument) : null,
            1 => argument <= long.MaxValue ? new CborItem.Number(-1 - (long)argument) : null,
            2 => Take(argument) is { } bytes ? new CborItem.Bytes(bytes) : null,
            3 => Take(argument) is { } text ? Text(text) : null,
            4 => List(argument, depth),
            5 => Map(argument, depth),
            6 => Item(depth + 1) is { } content ? new CborItem.Tag(argument, content) : null,
            _ => (first & 31) is >= 20 and <= 23 and var simple ? new CborItem.Simple(simple) : null,
        };
    }

    // RFC 8949 section 4.2.1: "the shortest form".
    private ulong? Argument(int additional)
    {
        if (additional < 24) return (ulong)additional;
        var size = additional switch { 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => 0 };
        if (size == 0 || all.Length - position < size) return null;
        var bytes = all.Span.Slice(position, size);
        position += size;
        var (value, least) = size switch
        {
            1 => (bytes[0], 24UL),
            2 => (BinaryPrimitives.ReadUInt16BigEndian(bytes), 1UL << 8),
            4 => (BinaryPrimitives.ReadUInt32BigEndian(bytes), 1UL << 16),
            _ => (BinaryPrimitives.ReadUInt64BigEndian(bytes), 1UL << 32),
        };
        return value >= least ? value : null;
    }

    private ReadOnlyMemory<byte>? Take(ulong length)
    {
        if (length > (ulong)(all.Length - position)) return null;
        var taken = all.Slice(position, (int)length);
        position += (int)length;
        return taken;
    }

    private CborItem.List? List(ulong count, int depth)
    {
        var list = ImmutableArray.CreateBuilder<CborItem>();
        for (; count > 0; count--)
        {
            if (Item(depth + 1) is not { } item) return null;
            list.Add(item);
        }

        return new CborItem.List(list.ToImmutable());
    }

    private CborItem.Map? Map(ulong count, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(CborItem, CborItem)>();
        var keys = new HashSet<CborItem>();
        for (; count > 0; count--)
        {
            var key = Item(depth + 1);
            if (key is not (CborItem.Number or CborItem.Text) || !keys.Add(key) || Item(depth + 1) is not { } value) return null;
            entries.Add((key, value));
        }

        return new CborItem.Map(entries.ToImmutable());
    }

    private static CborItem.Text? Text(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return new CborItem.Text(StrictUtf8.GetString(bytes.Span));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
