using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Compliance.Cryptography.Hashing;

/// <summary>
/// MD5 (RFC 1321), for one purpose: comparing files with the lists that dpkg keeps of them, which name nothing better. It shows accidents and
/// careless changes and is never a reason to trust anything: who wants to can make another file with the same value.
/// </summary>
public static class LegacyMd5
{
    public const int Bytes = 16;

    private const int TailBytes = 2 * LegacyMd5Block.Bytes;

    /// <summary>
    /// The values of many messages that lie in one buffer, sixteen at a time side by side; value i goes to <paramref name="values"/> at 16·i.
    /// It is computed here, not by the platform, because one message at a time is many times slower and a platform in FIPS mode refuses MD5.
    /// </summary>
    public static void HashMany(ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, Span<byte> values)
    {
        Span<Lane> lanes = stackalloc Lane[LegacyMd5Block.Lanes];
        Span<byte> tails = stackalloc byte[LegacyMd5Block.Lanes * TailBytes];
        Span<Vector256<uint>> rows = stackalloc Vector256<uint>[LegacyMd5Block.Words];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[LegacyMd5Block.Words];
        var state = default(LegacyMd5Block.State);
        var (started, active) = (0, 0);
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Lane.Idle(i);
            if (TryStart(lanes, tails, ref state, i, buffer, messages, ref started)) active++;
        }

        while (active > 0)
        {
            var blocks = int.MaxValue;
            foreach (ref readonly var lane in lanes) blocks = Math.Min(blocks, lane.BlocksTogether);
            for (var block = 0; block < blocks; block++)
            {
                Gather(lanes, block, buffer, tails, rows);
                for (var i = 0; i < LegacyMd5Block.Words; i += 8) LegacyMd5Block.Transpose(rows.Slice(i, 8), words.Slice(i, 8));
                LegacyMd5Block.Compress(ref state, words);
            }

            for (var i = 0; i < lanes.Length; i++)
            {
                if (!lanes[i].Advance(blocks, i)) continue;
                state.Store(i, values.Slice(lanes[i].Message * Bytes, Bytes));
                if (!TryStart(lanes, tails, ref state, i, buffer, messages, ref started)) active--;
            }
        }
    }

    private static bool TryStart(Span<Lane> lanes, Span<byte> tails, ref LegacyMd5Block.State state, int index, ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, ref int started)
    {
        if (started == messages.Length)
        {
            lanes[index] = Lane.Idle(index);
            return false;
        }

        var (offset, length) = messages[started].GetOffsetAndLength(buffer.Length);
        var whole = length / LegacyMd5Block.Bytes;
        var rest = buffer.Slice(offset + (whole * LegacyMd5Block.Bytes), length % LegacyMd5Block.Bytes);
        var tail = tails.Slice(index * TailBytes, TailBytes);
        tail.Clear();
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        var tailBlocks = rest.Length < LegacyMd5Block.Bytes - 8 ? 1 : 2;
        BinaryPrimitives.WriteUInt64LittleEndian(tail[((tailBlocks * LegacyMd5Block.Bytes) - 8)..], (ulong)length * 8);
        lanes[index] = whole > 0
            ? new Lane { Message = started, Offset = offset, BlocksLeft = whole, TailBlocks = tailBlocks }
            : new Lane { Message = started, Offset = index * TailBytes, BlocksLeft = tailBlocks, IsInTail = true };
        started++;
        state.ResetLane(index);
        return true;
    }

    /// <summary>Loads one block of each lane: its first half and, eight rows on, its second.</summary>
    private static void Gather(ReadOnlySpan<Lane> lanes, int block, ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> tails, Span<Vector256<uint>> rows)
    {
        ref var whole = ref MemoryMarshal.GetReference(buffer);
        ref var ends = ref MemoryMarshal.GetReference(tails);
        for (var i = 0; i < LegacyMd5Block.Lanes; i++)
        {
            // A lane's blocks lie inside the message that TryStart cut from the buffer, or inside its own tail: no check finds anything here.
            ref readonly var lane = ref lanes[i];
            ref var at = ref Unsafe.Add(ref lane.IsInTail ? ref ends : ref whole, lane.Offset + (lane.Message < 0 ? 0 : block * LegacyMd5Block.Bytes));
            var row = (i / 8 * 16) + (i % 8);
            rows[row] = Vector256.LoadUnsafe(ref at).AsUInt32();
            rows[row + 8] = Vector256.LoadUnsafe(ref at, 32).AsUInt32();
        }
    }

    /// <summary>Where one of the lanes stands: whole blocks in the buffer, then one or two padded ones in its tail.</summary>
    private struct Lane
    {
        /// <summary>−1 in a lane that has nothing to do: it follows the others with the same block again and again.</summary>
        public int Message;

        public int Offset;
        public int BlocksLeft;
        public int TailBlocks;
        public bool IsInTail;

        public static Lane Idle(int index) => new() { Message = -1, Offset = index * TailBytes, IsInTail = true };

        /// <summary>Blocks until something changes here.</summary>
        public readonly int BlocksTogether => Message < 0 ? int.MaxValue : BlocksLeft;

        /// <summary>True when the message is finished.</summary>
        public bool Advance(int blocks, int index)
        {
            if (Message < 0) return false;
            (BlocksLeft, Offset) = (BlocksLeft - blocks, Offset + (blocks * LegacyMd5Block.Bytes));
            if (BlocksLeft > 0) return false;
            if (IsInTail) return true;
            (IsInTail, Offset, BlocksLeft) = (true, index * TailBytes, TailBlocks);
            return false;
        }
    }
}
