using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compliance.Cryptography.Hashing;

/// <summary>The MD5 compression function (RFC 1321 section 3.4) over eight messages side by side, one a 32-bit lane.</summary>
internal static class LegacyMd5Block
{
    public const int Bytes = 64;
    public const int Lanes = 8;

    // RFC 1321 section 3.4: "T[i] denote the i-th element of the table, which is equal to the integer part of 4294967296 times abs(sin(i))".
    private static readonly uint[] T = MakeT();

    /// <summary>Eight chaining values, each variable of the eight in one vector.</summary>
    public struct State
    {
        public Vector256<uint> A, B, C, D;

        public void ResetLane(int lane)
        {
            A = A.WithElement(lane, 0x67452301u);
            B = B.WithElement(lane, 0xEFCDAB89u);
            C = C.WithElement(lane, 0x98BADCFEu);
            D = D.WithElement(lane, 0x10325476u);
        }
    }

    /// <summary>Compresses one block of each lane; <paramref name="words"/> holds word i of all lanes at i.</summary>
    public static void Compress(ref State state, ReadOnlySpan<Vector256<uint>> words)
    {
        var (a, b, c, d) = (state.A, state.B, state.C, state.D);
        // The spans are of 16 and 64 elements and every index below is masked or counted: checks would cost a fifth of the time.
        ref var w = ref MemoryMarshal.GetReference(words[..16]);
        ref var t = ref MemoryMarshal.GetArrayDataReference(T);
        for (var i = 0; i < 16; i += 4)
        {
            Step(ref a, b, d ^ (b & (c ^ d)), At(ref w, i), Unsafe.Add(ref t, i), 7);
            Step(ref d, a, c ^ (a & (b ^ c)), At(ref w, i + 1), Unsafe.Add(ref t, i + 1), 12);
            Step(ref c, d, b ^ (d & (a ^ b)), At(ref w, i + 2), Unsafe.Add(ref t, i + 2), 17);
            Step(ref b, c, a ^ (c & (d ^ a)), At(ref w, i + 3), Unsafe.Add(ref t, i + 3), 22);
        }

        for (var i = 16; i < 32; i += 4)
        {
            Step(ref a, b, c ^ (d & (b ^ c)), At(ref w, (5 * i) + 1), Unsafe.Add(ref t, i), 5);
            Step(ref d, a, b ^ (c & (a ^ b)), At(ref w, (5 * i) + 6), Unsafe.Add(ref t, i + 1), 9);
            Step(ref c, d, a ^ (b & (d ^ a)), At(ref w, (5 * i) + 11), Unsafe.Add(ref t, i + 2), 14);
            Step(ref b, c, d ^ (a & (c ^ d)), At(ref w, (5 * i) + 16), Unsafe.Add(ref t, i + 3), 20);
        }

        for (var i = 32; i < 48; i += 4)
        {
            Step(ref a, b, b ^ c ^ d, At(ref w, (3 * i) + 5), Unsafe.Add(ref t, i), 4);
            Step(ref d, a, a ^ b ^ c, At(ref w, (3 * i) + 8), Unsafe.Add(ref t, i + 1), 11);
            Step(ref c, d, d ^ a ^ b, At(ref w, (3 * i) + 11), Unsafe.Add(ref t, i + 2), 16);
            Step(ref b, c, c ^ d ^ a, At(ref w, (3 * i) + 14), Unsafe.Add(ref t, i + 3), 23);
        }

        for (var i = 48; i < 64; i += 4)
        {
            Step(ref a, b, c ^ (b | ~d), At(ref w, 7 * i), Unsafe.Add(ref t, i), 6);
            Step(ref d, a, b ^ (a | ~c), At(ref w, (7 * i) + 7), Unsafe.Add(ref t, i + 1), 10);
            Step(ref c, d, a ^ (d | ~b), At(ref w, (7 * i) + 14), Unsafe.Add(ref t, i + 2), 15);
            Step(ref b, c, d ^ (c | ~a), At(ref w, (7 * i) + 21), Unsafe.Add(ref t, i + 3), 21);
        }

        state.A += a;
        state.B += b;
        state.C += c;
        state.D += d;
    }

    /// <summary>Turns eight rows of eight words into eight columns: word i of all lanes.</summary>
    public static void Transpose(ReadOnlySpan<Vector256<uint>> rows, Span<Vector256<uint>> columns)
    {
        if (!Avx2.IsSupported)
        {
            for (var i = 0; i < Lanes; i++)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector256<uint> At(ref Vector256<uint> words, int index) => ref Unsafe.Add(ref words, index & 15);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref Vector256<uint> a, Vector256<uint> b, Vector256<uint> mix, Vector256<uint> word, uint constant, int shift)
    {
        var sum = a + word + Vector256.Create(constant) + mix;
        a = b + ((sum << shift) | (sum >>> (32 - shift)));
    }

    private static uint[] MakeT()
    {
        var table = new uint[64];
        for (var i = 0; i < table.Length; i++) table[i] = (uint)(long)Math.Floor(4294967296.0 * Math.Abs(Math.Sin(i + 1)));
        return table;
    }
}
