using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Compliance.Cryptography.Hashing;

/// <summary>
/// MD5 (RFC 1321), for one purpose: comparing files with the lists that dpkg keeps of them, which name nothing better. It shows accidents and
/// careless changes and is never a reason to trust anything: who wants to can make another file with the same value.
/// </summary>
public static class LegacyMd5
{
    public const int Bytes = 16;

    /// <summary>
    /// The values of many messages that lie in one buffer, eight at a time side by side; value i goes to <paramref name="values"/> at 16·i.
    /// It is computed here, not by the platform, because one message at a time is five times slower and a platform in FIPS mode refuses MD5.
    /// </summary>
    public static void HashMany(ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, Span<byte> values)
    {
        var lanes = new Lane[LegacyMd5Block.Lanes];
        var state = default(LegacyMd5Block.State);
        Span<Vector256<uint>> rows = stackalloc Vector256<uint>[16];
        Span<Vector256<uint>> words = stackalloc Vector256<uint>[16];
        var (started, active) = (0, 0);
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] = new Lane();
            if (TryStart(lanes[i], ref state, i, buffer, messages, ref started)) active++;
        }

        while (active > 0)
        {
            var blocks = lanes.Min(lane => lane.BlocksTogether);
            for (var block = 0; block < blocks; block++)
            {
                for (var i = 0; i < lanes.Length; i++)
                {
                    var bytes = lanes[i].Block(buffer, block);
                    rows[i] = Vector256.Create(bytes[..32]).AsUInt32();
                    rows[i + 8] = Vector256.Create(bytes[32..]).AsUInt32();
                }

                LegacyMd5Block.Transpose(rows[..8], words[..8]);
                LegacyMd5Block.Transpose(rows[8..], words[8..]);
                LegacyMd5Block.Compress(ref state, words);
            }

            for (var i = 0; i < lanes.Length; i++)
            {
                if (!lanes[i].Advance(blocks)) continue;
                Store(state, i, values.Slice(lanes[i].Message * Bytes, Bytes));
                if (!TryStart(lanes[i], ref state, i, buffer, messages, ref started)) active--;
            }
        }
    }

    private static bool TryStart(Lane lane, ref LegacyMd5Block.State state, int index, ReadOnlySpan<byte> buffer, ReadOnlySpan<Range> messages, ref int started)
    {
        if (started == messages.Length)
        {
            lane.Stop();
            return false;
        }

        var (offset, length) = messages[started].GetOffsetAndLength(buffer.Length);
        lane.Start(started++, buffer, offset, length);
        state.ResetLane(index);
        return true;
    }

    private static void Store(in LegacyMd5Block.State state, int lane, Span<byte> value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(value, state.A[lane]);
        BinaryPrimitives.WriteUInt32LittleEndian(value[4..], state.B[lane]);
        BinaryPrimitives.WriteUInt32LittleEndian(value[8..], state.C[lane]);
        BinaryPrimitives.WriteUInt32LittleEndian(value[12..], state.D[lane]);
    }

    /// <summary>Where one of the eight stands: whole blocks in the buffer, then one or two padded ones of its own.</summary>
    private sealed class Lane
    {
        private readonly byte[] tail = new byte[2 * LegacyMd5Block.Bytes];
        private int offset;
        private int blocksLeft;
        private int tailOffset;
        private int tailLeft;

        public int Message { get; private set; } = -1;

        public void Start(int message, ReadOnlySpan<byte> buffer, int start, int length)
        {
            Message = message;
            offset = start;
            blocksLeft = length / LegacyMd5Block.Bytes;
            var rest = length % LegacyMd5Block.Bytes;
            Array.Clear(tail);
            buffer.Slice(start + (blocksLeft * LegacyMd5Block.Bytes), rest).CopyTo(tail);
            tail[rest] = 0x80;
            tailLeft = rest < LegacyMd5Block.Bytes - 8 ? 1 : 2;
            BinaryPrimitives.WriteUInt64LittleEndian(tail.AsSpan((tailLeft * LegacyMd5Block.Bytes) - 8), (ulong)length * 8);
            tailOffset = 0;
        }

        public void Stop() => (Message, blocksLeft, tailOffset, tailLeft) = (-1, 0, 0, 0);

        /// <summary>Blocks until something changes here; an idle lane follows the others.</summary>
        public int BlocksTogether => Message < 0 ? int.MaxValue : blocksLeft > 0 ? blocksLeft : tailLeft;

        public ReadOnlySpan<byte> Block(ReadOnlySpan<byte> buffer, int block)
        {
            if (blocksLeft > 0) return buffer.Slice(offset + (block * LegacyMd5Block.Bytes), LegacyMd5Block.Bytes);
            return Message < 0 ? tail.AsSpan(0, LegacyMd5Block.Bytes) : tail.AsSpan(tailOffset + (block * LegacyMd5Block.Bytes), LegacyMd5Block.Bytes);
        }

        /// <summary>True when the message is finished.</summary>
        public bool Advance(int blocks)
        {
            if (Message < 0) return false;
            if (blocksLeft > 0)
            {
                blocksLeft -= blocks;
                offset += blocks * LegacyMd5Block.Bytes;
                return false;
            }

            tailLeft -= blocks;
            tailOffset += blocks * LegacyMd5Block.Bytes;
            return tailLeft == 0;
        }
    }
}
