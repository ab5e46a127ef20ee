using System.Numerics;

namespace Compliance.Formats.Archives.Tar;

/// <summary>Fields of one 512-byte header block (POSIX.1-2017 "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").</summary>
internal static class TarHeader
{
    public const int BlockSize = 512;

    private const int ChecksumStart = 148;
    private const int ChecksumEnd = 156;

    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> block) => Text(block[..100]);

    public static ReadOnlySpan<byte> ModeField(ReadOnlySpan<byte> block) => block[100..108];

    public static ReadOnlySpan<byte> UidField(ReadOnlySpan<byte> block) => block[108..116];

    public static ReadOnlySpan<byte> GidField(ReadOnlySpan<byte> block) => block[116..124];

    public static ReadOnlySpan<byte> SizeField(ReadOnlySpan<byte> block) => block[124..136];

    public static ReadOnlySpan<byte> TimeField(ReadOnlySpan<byte> block) => block[136..148];

    public static byte TypeFlag(ReadOnlySpan<byte> block) => block[156];

    public static ReadOnlySpan<byte> LinkName(ReadOnlySpan<byte> block) => Text(block[157..257]);

    /// <summary>The number of a device at an offset of the block; 0 where there is none.</summary>
    public static int DeviceNumber(ReadOnlySpan<byte> block, int at) =>
        block[257..262].SequenceEqual("ustar"u8) && TryParseNumber(block.Slice(at, 8), out var number) && number is >= 0 and <= int.MaxValue ? (int)number : 0;

    /// <summary>The prefix exists in ustar only; GNU keeps other things at its place.</summary>
    public static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> block) =>
        block[257..263].SequenceEqual("ustar\0"u8) ? Text(block[345..500]) : default;

    /// <summary>Whether a GNU sparse header (old format) says that extension blocks follow.</summary>
    public static bool SparseIsExtended(ReadOnlySpan<byte> block) => block[482] != 0;

    /// <summary>
    /// "The chksum field shall be the ISO/IEC 646:1991 standard IRV representation of the octal value of the simple sum of all octets in the
    /// header logical record", its own eight octets counted as spaces. Some old writers summed signed octets; both are taken.
    /// </summary>
    public static bool HasGoodChecksum(ReadOnlySpan<byte> block)
    {
        if (!TryParseNumber(block[ChecksumStart..ChecksumEnd], out var stated)) return false;
        var own = block[ChecksumStart..ChecksumEnd];
        var unsigned = Sum(block);
        foreach (var octet in own) unsigned -= octet;
        unsigned += 8 * ' ';
        if (stated == unsigned) return true;
        var signed = unsigned;
        for (var i = 0; i < BlockSize; i++)
        {
            if (block[i] >= 128 && i is < ChecksumStart or >= ChecksumEnd) signed -= 256;
        }

        return stated == signed;
    }

    /// <summary>Octal digits between optional spaces and a space, NUL or the field's end; or GNU's base-256 for what octal can't hold. Empty is 0.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> field, out long value)
    {
        if ((field[0] & 0x80) != 0) return TryParseBinary(field, out value);
        value = 0;
        var digits = field.TrimStart((byte)' ');
        var i = 0;
        for (; i < digits.Length && digits[i] is not ((byte)' ' or 0); i++)
        {
            if (digits[i] is < (byte)'0' or > (byte)'7') return false;
            value = (value << 3) | (uint)(digits[i] - '0');
        }

        return digits[i..].IndexOfAnyExcept((byte)' ', (byte)0) < 0;
    }

    public static uint Sum(ReadOnlySpan<byte> block)
    {
        var sum = 0u;
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // 16-bit lanes hold at least 128 octets of at most 255 each.
            var lanes = Vector<ushort>.Zero;
            for (; i <= block.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(block[i..]), out var low, out var high);
                lanes += low + high;
            }

            for (var lane = 0; lane < Vector<ushort>.Count; lane++) sum += lanes[lane];
        }

        for (; i < block.Length; i++) sum += block[i];
        return sum;
    }

    private static bool TryParseBinary(ReadOnlySpan<byte> field, out long value)
    {
        // Two's complement, big-endian; the top bit marks the form, the next one is the sign.
        var negative = (field[0] & 0x40) != 0;
        value = negative ? -1 : 0;
        for (var i = 0; i < field.Length; i++)
        {
            var octet = i == 0 ? (byte)(negative ? field[0] | 0x80 : field[0] & 0x7F) : field[i];
            if (value is > long.MaxValue >> 8 or < long.MinValue >> 8) return false;
            value = (value << 8) | octet;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
