using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace Compliance.Cryptography.Sigstore.Logs;

/// <summary>A proof that a leaf stands in a Merkle tree (RFC 6962 section 2.1.1; the check is that of RFC 9162 section 2.1.3.2).</summary>
/// <param name="LogIndex">The leaf's place in this tree, which for sharded logs differs from the entry's global index.</param>
/// <param name="Checkpoint">The signed note that states size and root; empty when absent.</param>
public sealed record InclusionProof(long LogIndex, long TreeSize, ImmutableArray<byte> RootHash, ImmutableArray<ImmutableArray<byte>> Hashes, string Checkpoint)
{
    private const int HashBytes = 32;

    /// <summary>"MTH({d(0)}) = SHA-256(0x00 || d(0))".</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> body)
    {
        var buffer = new byte[body.Length + 1];
        body.CopyTo(buffer.AsSpan(1));
        return SHA256.HashData(buffer);
    }

    /// <summary>The root that the proof computes from the leaf; null when index, size and number of hashes can't belong together.</summary>
    public byte[]? Root(ReadOnlySpan<byte> leafHash)
    {
        if (LogIndex < 0 || TreeSize <= LogIndex || Hashes.Any(hash => hash.Length != HashBytes)) return null;
        var inner = 64 - BitOperations.LeadingZeroCount((ulong)(LogIndex ^ (TreeSize - 1)));
        var border = BitOperations.PopCount((ulong)LogIndex >> inner);
        if (inner >= 64 || Hashes.Length != inner + border) return null;
        var node = leafHash.ToArray();
        for (var level = 0; level < Hashes.Length; level++)
        {
            var sibling = Hashes[level].AsSpan();
            var isRight = level >= inner || ((LogIndex >> level) & 1) == 1;
            node = isRight ? Node(sibling, node) : Node(node, sibling);
        }

        return node;
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * HashBytes)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + HashBytes)..]);
        return SHA256.HashData(buffer);
    }
}
