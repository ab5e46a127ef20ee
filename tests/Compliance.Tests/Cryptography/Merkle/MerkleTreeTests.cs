using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Merkle;
using Compliance.Formats;

namespace Compliance.Tests.Cryptography.Merkle;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_empty_tree_is_the_hash_of_nothing() => Assert.Equal(Digest.Sha256(SHA256.HashData([])), MerkleTree.Root([]));

    [Fact]
    public void Three_leaves_split_two_and_one()
    {
        var (a, b, c) = (Leaf("a", 1), Leaf("b", 2), Leaf("c", 3));
        var root = Node(Node(a, b), c);
        Assert.Equal(Digest.Sha256(root), MerkleTree.Root([("c", D(3)), ("a", D(1)), ("b", D(2))]));
    }

    [Fact]
    public void A_path_twice_is_the_callers_bug() => Assert.Throws<ArgumentException>(() => MerkleTree.Root([("a", D(1)), ("a", D(2))]));

    [Fact]
    public void Moving_content_to_another_path_changes_the_root() => Assert.NotEqual(MerkleTree.Root([("a", D(1)), ("b", D(2))]), MerkleTree.Root([("a", D(2)), ("b", D(1))]));

    private static Digest D(byte value) => Digest.Sha256(SHA256.HashData([value]));

    private static byte[] Leaf(string path, byte value) => SHA256.HashData([0, .. Encoding.ASCII.GetBytes(path), 0, .. SHA256.HashData([value])]);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
