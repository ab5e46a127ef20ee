using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compliance.Cryptography.Hashing;

/// <summary>
/// The MD5 compression function (RFC 1321 section 3.4) over sixteen messages side by side, one a 32-bit lane of one of two vectors: the steps
/// of the two depend on nothing of each other, so a processor does them together.
/// </summary>
internal static class LegacyMd5Block
{
    public const int Bytes = 64;
    public const int Lanes = 16;

    /// <summary>Vectors that one block of each lane fills.</summary>
    public const int Words = 32;

    private const int LanesOfVector = 8;

    // RFC 1321 section 3.4: "T[i] denote the i-th element of the table, which is equal to the integer part of 4294967296 times abs(sin(i))".
    private static readonly uint[] T = MakeT();

    /// <summary>The chaining values, each variable of all lanes in a pair of vectors.</summary>
    public struct State
    {
        public Pair A, B, C, D;

        public void ResetLane(int lane)
        {
            A.Set(lane, 0x67452301u);
            B.Set(lane, 0xEFCDAB89u);
            C.Set(lane, 0x98BADCFEu);
            D.Set(lane, 0x10325476u);
        }

        /// <summary>Writes one lane's sixteen bytes.</summary>
        public readonly void Store(int lane, Span<byte> value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(value, A.Get(lane));
            BinaryPrimitives.WriteUInt32LittleEndian(value[4..], B.Get(lane));
            BinaryPrimitives.WriteUInt32LittleEndian(value[8..], C.Get(lane));
            BinaryPrimitives.WriteUInt32LittleEndian(value[12..], D.Get(lane));
        }
    }

    /// <summary>One word of sixteen lanes.</summary>
    public struct Pair
    {
        public Vector256<uint> Low, High;

        public readonly uint Get(int lane) => lane < LanesOfVector ? Low[lane] : High[lane - LanesOfVector];

        public void Set(int lane, uint value)
        {
            if (lane < LanesOfVector) Low = Low.WithElement(lane, value);
            else High = High.WithElement(lane - LanesOfVector, value);
        }
    }

    /// <summary>Compresses one block of each lane; <paramref name="words"/> holds word i of lanes 0 to 7 at i and of lanes 8 to 15 at 16 + i.</summary>
    public static void Compress(ref State state, ReadOnlySpan<Vector256<uint>> words)
    {
        var (a, b, c, d) = (state.A.Low, state.B.Low, state.C.Low, state.D.Low);
        var (e, f, g, h) = (state.A.High, state.B.High, state.C.High, state.D.High);
        // The spans are of 32 and 64 elements and every index below is masked or counted: checks would cost a fifth of the time.
        ref var w = ref MemoryMarshal.GetReference(words[..Words]);
        ref var t = ref MemoryMarshal.GetArrayDataReference(T);
        for (var i = 0; i < 16; i += 4)
        {
            Step(ref a, b, d ^ (b & (c ^ d)), ref e, f, h ^ (f & (g ^ h)), ref w, i, Unsafe.Add(ref t, i), 7);
            Step(ref d, a, c ^ (a & (b ^ c)), ref h, e, g ^ (e & (f ^ g)), ref w, i + 1, Unsafe.Add(ref t, i + 1), 12);
            Step(ref c, d, b ^ (d & (a ^ b)), ref g, h, f ^ (h & (e ^ f)), ref w, i + 2, Unsafe.Add(ref t, i + 2), 17);
            Step(ref b, c, a ^ (c & (d ^ a)), ref f, g, e ^ (g & (h ^ e)), ref w, i + 3, Unsafe.Add(ref t, i + 3), 22);
        }

        for (var i = 16; i < 32; i += 4)
        {
            Step(ref a, b, c ^ (d & (b ^ c)), ref e, f, g ^ (h & (f ^ g)), ref w, (5 * i) + 1, Unsafe.Add(ref t, i), 5);
            Step(ref d, a, b ^ (c & (a ^ b)), ref h, e, f ^ (g & (e ^ f)), ref w, (5 * i) + 6, Unsafe.Add(ref t, i + 1), 9);
            Step(ref c, d, a ^ (b & (d ^ a)), ref g, h, e ^ (f & (h ^ e)), ref w, (5 * i) + 11, Unsafe.Add(ref t, i + 2), 14);
            Step(ref b, c, d ^ (a & (c ^ d)), ref f, g, h ^ (e & (g ^ h)), ref w, (5 * i) + 16, Unsafe.Add(ref t, i + 3), 20);
        }

        for (var i = 32; i < 48; i += 4)
        {
            Step(ref a, b, b ^ c ^ d, ref e, f, f ^ g ^ h, ref w, (3 * i) + 5, Unsafe.Add(ref t, i), 4);
            Step(ref d, a, a ^ b ^ c, ref h, e, e ^ f ^ g, ref w, (3 * i) + 8, Unsafe.Add(ref t, i + 1), 11);
            Step(ref c, d, d ^ a ^ b, ref g, h, h ^ e ^ f, ref w, (3 * i) + 11, Unsafe.Add(ref t, i + 2), 16);
            Step(ref b, c, c ^ d ^ a, ref f, g, g ^ h ^ e, ref w, (3 * i) + 14, Unsafe.Add(ref t, i + 3), 23);
        }

        for (var i = 48; i < 64; i += 4)
        {
            Step(ref a, b, c ^ (b | ~d), ref e, f, g ^ (f | ~h), ref w, 7 * i, Unsafe.Add(ref t, i), 6);
            Step(ref d, a, b ^ (a | ~c), ref h, e, f ^ (e | ~g), ref w, (7 * i) + 7, Unsafe.Add(ref t, i + 1), 10);
            Step(ref c, d, a ^ (d | ~b), ref g, h, e ^ (h | ~f), ref w, (7 * i) + 14, Unsafe.Add(ref t, i + 2), 15);
            Step(ref b, c, d ^ (c | ~a), ref f, g, h ^ (g | ~e), ref w, (7 * i) + 21, Unsafe.Add(ref t, i + 3), 21);
        }

        (state.A.Low, state.B.Low, state.C.Low, state.D.Low) = (state.A.Low + a, state.B.Low + b, state.C.Low + c, state.D.Low + d);
        (state.A.High, state.B.High, state.C.High, state.D.High) = (state.A.High + e, state.B.High + f, state.C.High + g, state.D.High + h);
    }

    /// <summary>Turns eight rows of eight words into eight columns: word i of eight lanes.</summary>
    public static void Transpose(ReadOnlySpan<Vector256<uint>> rows, Span<Vector256<uint>> columns)
    {
        if (!Avx2.IsSupported)
        {
            for (var i = 0; i < LanesOfVector; i++)
            {
                columns[i] = Vector256.Create(rows[0][i], rows[1][i], rows[2][i], rows[3][i], rows[4][i], rows[5][i], rows[6][i], rows[7][i]);
            }

            return;
        }

        for (var half = 0; half < 2; half++)
        {
            // Words 0..3 of each 128-bit half, four rows at a time, then the halves of both groups of rows are brought together.
            var (p, q) = (Quad(rows[..4], half), Quad(rows[4..], half));
            columns[(2 * half) + 0] = Avx2.Permute2x128(p.First, q.First, 0x20);
            columns[(2 * half) + 1] = Avx2.Permute2x128(p.Second, q.Second, 0x20);
            columns[(2 * half) + 4] = Avx2.Permute2x128(p.First, q.First, 0x31);
            columns[(2 * half) + 5] = Avx2.Permute2x128(p.Second, q.Second, 0x31);
        }
    }

    private static (Vector256<uint> First, Vector256<uint> Second) Quad(ReadOnlySpan<Vector256<uint>> rows, int half)
    {
        var (x, y) = half == 0
            ? (Avx2.UnpackLow(rows[0], rows[1]), Avx2.UnpackLow(rows[2], rows[3]))
            : (Avx2.UnpackHigh(rows[0], rows[1]), Avx2.UnpackHigh(rows[2], rows[3]));
        return (Avx2.UnpackLow(x.AsUInt64(), y.AsUInt64()).AsUInt32(), Avx2.UnpackHigh(x.AsUInt64(), y.AsUInt64()).AsUInt32());
    }

    /// <summary>One step in both vectors; <paramref name="index"/> of the word counts modulo 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        ref Vector256<uint> a,
        Vector256<uint> b,
        Vector256<uint> mix,
        ref Vector256<uint> e,
        Vector256<uint> f,
        Vector256<uint> highMix,
        ref Vector256<uint> words,
        int index,
        uint constant,
        [ConstantExpected] byte shift)
    {
        ref var word = ref Unsafe.Add(ref words, index & 15);
        var table = Vector256.Create(constant);
        a = b + Rotate(a + word + table + mix, shift);
        e = f + Rotate(e + Unsafe.Add(ref word, 16) + table + highMix, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> value, [ConstantExpected] byte shift) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(value, shift) : (value << shift) | (value >>> (32 - shift));

    private static uint[] MakeT()
    {
        var table = new uint[64];
        for (var i = 0; i < table.Length; i++) table[i] = (uint)(long)Math.Floor(4294967296.0 * Math.Abs(Math.Sin(i + 1)));
        return table;
    }
}
