using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Cryptography.Sigstore.Logs;

namespace Compliance.Tests.Cryptography.Sigstore;

public sealed class InclusionProofTests
{
    [Fact]
    public void Every_leaf_of_small_trees_is_proven_and_nothing_else()
    {
        for (var size = 1; size <= 33; size++)
        {
            var leaves = Enumerable.Range(0, size).Select(leaf => InclusionProof.LeafHash([(byte)leaf])).ToArray();
            var root = Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var proof = new InclusionProof(index, size, [.. root], [.. Path(index, leaves).Select(hash => hash.ToImmutableArray())], "");
                Assert.Equal(root, proof.Root(leaves[index]));
                Assert.NotEqual(root, proof.Root(InclusionProof.LeafHash([0xff])));
                Assert.Null((proof with { Hashes = proof.Hashes.Add([.. new byte[32]]) }).Root(leaves[index]));
                if (proof.Hashes.Length > 0) Assert.Null((proof with { Hashes = proof.Hashes.RemoveAt(0) }).Root(leaves[index]));
                if (size > 1) Assert.NotEqual(root, (proof with { LogIndex = (index + 1) % size }).Root(leaves[index]));
            }
        }
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(5, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Impossible_places_prove_nothing(long index, long size) =>
        Assert.Null(new InclusionProof(index, size, [], [], "").Root(InclusionProof.LeafHash([])));

    [Fact]
    public void Hash_of_another_length_proves_nothing() =>
        Assert.Null(new InclusionProof(0, 2, [], [[1, 2, 3]], "").Root(InclusionProof.LeafHash([])));

    private static byte[] Root(ReadOnlySpan<byte[]> leaves) =>
        leaves.Length == 1 ? leaves[0] : SHA256.HashData([1, .. Root(leaves[..Split(leaves.Length)]), .. Root(leaves[Split(leaves.Length)..])]);

    private static List<byte[]> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return [];
        var split = Split(leaves.Length);
        return index < split ? [.. Path(index, leaves[..split]), Root(leaves[split..])] : [.. Path(index - split, leaves[split..]), Root(leaves[..split])];
    }

    private static int Split(int count) => 1 << System.Numerics.BitOperations.Log2((uint)count - 1);
}
