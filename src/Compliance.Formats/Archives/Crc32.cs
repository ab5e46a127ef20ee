using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compliance.Formats.Archives;

/// <summary>CRC-32 of gzip and zip (RFC 1952 section 8; polynomial 0xEDB88320, reflected). Finds accidents, proves nothing.</summary>
public static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <summary>Continues a CRC (0 to begin with) over more bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var state = ~crc;
        if (Pclmulqdq.IsSupported && bytes.Length >= 64)
        {
            var folded = bytes.Length & ~15;
            state = Fold(state, bytes[..folded]);
            bytes = bytes[folded..];
        }

        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = Tables[(7 * 256) + (low & 0xFF)] ^ Tables[(6 * 256) + ((low >> 8) & 0xFF)]
                ^ Tables[(5 * 256) + ((low >> 16) & 0xFF)] ^ Tables[(4 * 256) + (low >> 24)]
                ^ Tables[(3 * 256) + (high & 0xFF)] ^ Tables[(2 * 256) + ((high >> 8) & 0xFF)]
                ^ Tables[256 + ((high >> 16) & 0xFF)] ^ Tables[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var octet in bytes) state = Tables[(state ^ octet) & 0xFF] ^ (state >> 8);
        return ~state;
    }

    /// <summary>
    /// Folds by carry-less multiplication; the method and its constants (x^n mod P, reflected) are those of Gopal et al., "Fast CRC Computation
    /// for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009. Length is a multiple of 16, at least 64.
    /// </summary>
    private static uint Fold(uint state, ReadOnlySpan<byte> bytes)
    {
        ref var at = ref MemoryMarshal.GetReference(bytes);
        var left = bytes.Length;
        var by512 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
        var by128 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);
        var a = Load(ref at, 0) ^ Vector128.CreateScalar((ulong)state);
        var b = Load(ref at, 16);
        var c = Load(ref at, 32);
        var d = Load(ref at, 48);
        at = ref Unsafe.Add(ref at, 64);
        left -= 64;
        for (; left >= 64; left -= 64)
        {
            a = Multiply(a, by512) ^ Load(ref at, 0);
            b = Multiply(b, by512) ^ Load(ref at, 16);
            c = Multiply(c, by512) ^ Load(ref at, 32);
            d = Multiply(d, by512) ^ Load(ref at, 48);
            at = ref Unsafe.Add(ref at, 64);
        }

        var one = Multiply(Multiply(Multiply(a, by128) ^ b, by128) ^ c, by128) ^ d;
        for (; left >= 16; left -= 16)
        {
            one = Multiply(one, by128) ^ Load(ref at, 0);
            at = ref Unsafe.Add(ref at, 16);
        }

        return Reduce(one);
    }

    private static uint Reduce(Vector128<ulong> folded)
    {
        // The 16 bytes left are a polynomial with the CRC of everything before: eight-table steps finish it.
        Span<byte> bytes = stackalloc byte[16];
        folded.AsByte().CopyTo(bytes);
        var state = 0u;
        foreach (var octet in bytes) state = Tables[(state ^ octet) & 0xFF] ^ (state >> 8);
        return state;
    }

    private static Vector128<ulong> Load(ref byte at, int offset) => Vector128.LoadUnsafe(ref at, (nuint)offset).AsUInt64();

    private static Vector128<ulong> Multiply(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var octet = 0u; octet < 256; octet++)
        {
            var value = octet;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            tables[octet] = value;
        }

        for (var i = 256; i < tables.Length; i++) tables[i] = tables[tables[i - 256] & 0xFF] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
