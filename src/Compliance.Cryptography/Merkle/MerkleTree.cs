using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Compliance.Formats;

namespace Compliance.Cryptography.Merkle;

/// <summary>
/// One SHA-256 value over named digests: the Merkle tree hash of RFC 6962 section 2.1 with leaves <c>0x00 ‖ path ‖ 0x00 ‖ digest</c> and nodes
/// <c>0x01 ‖ left ‖ right</c>, so that a leaf is never a node. Leaves are ordered by path, ordinal.
/// </summary>
public static class MerkleTree
{
    /// <param name="leaves">Paths are distinct ASCII without NUL; digests are SHA-256. Any order.</param>
    /// <exception cref="ArgumentException">A path twice, a path with NUL, or a digest of another algorithm.</exception>
    public static Digest Root(IEnumerable<(string Path, Digest Sha256)> leaves)
    {
        var sorted = leaves.OrderBy(leaf => leaf.Path, StringComparer.Ordinal).ToArray();
        for (var index = 1; index < sorted.Length; index++)
        {
            if (string.Equals(sorted[index - 1].Path, sorted[index].Path, StringComparison.Ordinal)) throw new ArgumentException($"'{sorted[index].Path}' stands twice", nameof(leaves));
        }

        // RFC 6962 section 2.1: "The hash of an empty list is the hash of an empty string".
        return Digest.Sha256(sorted.Length == 0 ? SHA256.HashData([]) : Hash(Array.ConvertAll(sorted, Leaf)));
    }

    private static byte[] Leaf((string Path, Digest Sha256) leaf)
    {
        if (leaf.Sha256.Algorithm != "sha256" || leaf.Path.Contains('\0')) throw new ArgumentException($"'{leaf.Path}' can't be a leaf");
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("\0"u8);
        bytes.Write(Encoding.UTF8.GetBytes(leaf.Path));
        bytes.Write("\0"u8);
        bytes.Write(Convert.FromHexString(leaf.Sha256.Hex));
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static byte[] Hash(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return leaves[0];

        // "let k be the largest power of two smaller than n"
        var split = 1 << System.Numerics.BitOperations.Log2((uint)leaves.Length - 1);
        return SHA256.HashData([1, .. Hash(leaves[..split]), .. Hash(leaves[split..])]);
    }
}
