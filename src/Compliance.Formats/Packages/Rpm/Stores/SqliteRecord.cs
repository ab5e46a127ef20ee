using System.Buffers.Binary;

namespace Compliance.Formats.Packages.Rpm.Stores;

/// <summary>The record format of SQLite (Database File Format, section 2.1).</summary>
internal static class SqliteRecord
{
    private const int MaxColumns = 100;

    /// <summary>The values up to the first that does not fit.</summary>
    public static List<SqliteValue> Read(ReadOnlyMemory<byte> payload)
    {
        var values = new List<SqliteValue>();
        var at = 0;
        var headerBytes = Varint(payload.Span, ref at);
        if (headerBytes < at || headerBytes > payload.Length) return values;
        var body = (int)headerBytes;
        while (at < headerBytes && values.Count < MaxColumns)
        {
            var type = Varint(payload.Span, ref at);
            if (type < 0) break;
            var length = type switch { 0 or 8 or 9 => 0, <= 4 => type, 5 => 6, 6 or 7 => 8, < 12 => 0, _ => (type - 12) / 2 };
            if (length > payload.Length - body) break;
            var bytes = payload.Slice(body, (int)length);
            body += (int)length;
            values.Add(type switch
            {
                0 or 7 or 10 or 11 => new SqliteValue(SqliteKind.Null, 0, default),
                < 12 => new SqliteValue(SqliteKind.Number, type >= 8 ? type - 8 : Number(bytes.Span), default),
                _ => new SqliteValue(type % 2 == 0 ? SqliteKind.Blob : SqliteKind.Text, 0, bytes),
            });
        }

        return values;
    }

    /// <summary>One to nine bytes, seven bits each and eight in the last; -1 behind the end.</summary>
    public static long Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (var count = 0; count < 9; count++)
        {
            if (at >= bytes.Length) return -1;
            var one = bytes[at++];
            if (count == 8) return (value << 8) | one;
            value = (value << 7) | (uint)(one & 0x7F);
            if (one < 0x80) return value;
        }

        return value;
    }

    private static long Number(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        Span<byte> wide = stackalloc byte[8];
        wide.Fill((bytes[0] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(wide[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(wide);
    }
}
