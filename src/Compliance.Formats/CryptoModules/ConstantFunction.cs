using System.Buffers.Binary;
using System.Text;
using Compliance.Formats.CryptoModules.Elf;

namespace Compliance.Formats.CryptoModules;

/// <summary>
/// What a function returns that does nothing but return a constant: libraries state their version so. x86-64 and AArch64; null when no symbol of the name is defined, when the code
/// does anything else, or when it returns what lies outside of the file. Encodings: Intel SDM volume 2 (MOV, LEA, RET), Arm Architecture Reference Manual C6.2 (MOVZ, MOVK, ADRP, ADD, RET).
/// </summary>
internal static class ConstantFunction
{
    private const ushort X64 = 62;
    private const ushort Arm64 = 183;
    private const uint ArmReturn = 0xd65f03c0;
    private const int MaxCodeBytes = 32;
    private const int MaxTextBytes = 64;

    /// <summary>A number of 32 bits, without sign.</summary>
    public static uint? Number(ElfFile elf, params string[] names)
    {
        if (Code(elf, names) is not ({ } code, _)) return null;
        return elf.Machine switch
        {
            X64 when Body(code.Span) is var at && code.Length >= at + 6 && code.Span[at] == 0xb8 && Returns(code.Span[(at + 5)..]) => BinaryPrimitives.ReadUInt32LittleEndian(code.Span[(at + 1)..]),
            Arm64 => Wide(Words(code.Span)),
            _ => null,
        };
    }

    /// <summary>Printable ASCII up to its NUL, 1 to 64 bytes.</summary>
    public static string? Text(ElfFile elf, params string[] names)
    {
        if (Code(elf, names) is not ({ } code, var address)) return null;
        ulong? place = elf.Machine switch
        {
            X64 when Body(code.Span) is var at && code.Length >= at + 8 && code.Span[at..].StartsWith((ReadOnlySpan<byte>)[0x48, 0x8d, 0x05]) && Returns(code.Span[(at + 7)..])
                => unchecked(address + (ulong)(at + 7) + (ulong)(long)BinaryPrimitives.ReadInt32LittleEndian(code.Span[(at + 3)..])),
            Arm64 => Page(Words(code.Span), address + (ulong)(code.Length - code.Length % 4 - (4 * Words(code.Span).Length))),
            _ => null,
        };
        if (place is not { } found) return null;
        var bytes = elf.BytesAt(found, MaxTextBytes + 1).Span;
        var end = bytes.IndexOf((byte)0);
        return end > 0 && !bytes[..end].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e) ? Encoding.ASCII.GetString(bytes[..end]) : null;
    }

    private static (ReadOnlyMemory<byte>? Code, ulong Address) Code(ElfFile elf, string[] names) =>
        elf.Symbols(new ElfNames(names)).FirstOrDefault(symbol => symbol.IsDefined) is { } function ? (elf.BytesAt(function.Value, MaxCodeBytes), function.Value) : default;

    /// <summary>Where the code begins behind <c>endbr64</c> and <c>push rbp; mov rbp, rsp</c>.</summary>
    private static int Body(ReadOnlySpan<byte> code)
    {
        var at = code.StartsWith((ReadOnlySpan<byte>)[0xf3, 0x0f, 0x1e, 0xfa]) ? 4 : 0;
        return code[at..].StartsWith((ReadOnlySpan<byte>)[0x55, 0x48, 0x89, 0xe5]) ? at + 4 : at;
    }

    private static bool Returns(ReadOnlySpan<byte> code) => code is [0xc3, ..] or [0x5d, 0xc3, ..];

    /// <summary>Instructions, without the landing pad <c>bti c</c>.</summary>
    private static ReadOnlySpan<uint> Words(ReadOnlySpan<byte> code)
    {
        var words = new uint[code.Length / 4];
        for (var index = 0; index < words.Length; index++) words[index] = BinaryPrimitives.ReadUInt32LittleEndian(code[(4 * index)..]);
        return words is [0xd503245f, ..] ? words.AsSpan(1) : words;
    }

    /// <summary><c>movz w0, low</c>, or with <c>movk w0, high, lsl 16</c> behind it.</summary>
    private static uint? Wide(ReadOnlySpan<uint> code)
    {
        if (code.Length < 2 || (code[0] & 0xffe0001f) != 0x52800000) return null;
        var low = (code[0] >> 5) & 0xffff;
        if (code[1] == ArmReturn) return low;
        return code.Length >= 3 && (code[1] & 0xffe0001f) == 0x72a00000 && code[2] == ArmReturn ? low | (((code[1] >> 5) & 0xffff) << 16) : null;
    }

    /// <summary><c>adrp x0, page; add x0, x0, offset</c>.</summary>
    private static ulong? Page(ReadOnlySpan<uint> code, ulong address)
    {
        if (code.Length < 3 || (code[0] & 0x9f00001f) != 0x90000000 || (code[1] & 0xffc003ff) != 0x91000000 || code[2] != ArmReturn) return null;
        var pages = (long)(((code[0] >> 5) & 0x7ffff) << 2 | ((code[0] >> 29) & 3)) << 43 >> 43;
        return unchecked((address & ~0xfffUL) + (ulong)(pages << 12) + ((code[1] >> 10) & 0xfff));
    }
}
