using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Certificates;

namespace Compliance.Tests.Cryptography.Certificates;

public sealed class JavaTrustStoreTests
{
    [Fact]
    public void Certificate_is_added_and_what_is_there_stays_in_order_of_aliases()
    {
        var store = JavaTrustStore.Read(Store(Certificate("zeta", [1, 2, 3]), Key("own", [9])), "cacerts").Required();
        store.Add("Mine-A1", [4, 5], 1_700_000_000);
        Assert.Equal(Store(Certificate("mine-a1", [4, 5], 1_700_000_000_000), Key("own", [9]), Certificate("zeta", [1, 2, 3])), store.Write());
        Assert.Equal(["mine-a1", "own", "zeta"], JavaTrustStore.Read(store.Write(), "cacerts").Required().Aliases);
    }

    [Fact]
    public void Certificate_takes_the_place_of_one_with_its_alias()
    {
        var store = JavaTrustStore.Read(Store(Certificate("a", [1])), "cacerts").Required();
        store.Add("A", [2], 0);
        Assert.Equal(Store(Certificate("a", [2])), store.Write());
    }

    [Fact]
    public void Damaged_store_is_refused()
    {
        var whole = Store(Certificate("a", [1, 2, 3, 4]));
        Assert.True(JavaTrustStore.IsStore(whole));
        Assert.False(JavaTrustStore.IsStore([0x30, 0x82, 0, 0, 0]));
        Assert.Equal("CERT-0001", Assert.Single(JavaTrustStore.Read(Store([0, 0, 0, 3]), "cacerts").Defects).Code.Text);
        for (var length = 0; length < whole.Length; length++) Assert.NotEmpty(JavaTrustStore.Read(whole.AsMemory(0, length), "cacerts").Defects);
        foreach (var mutated in Mutations.Of(whole, Mutations.Count, 5)) _ = JavaTrustStore.Read(mutated, "cacerts");
        foreach (var mutated in Mutations.Of(whole[..^20], Mutations.Count, 6)) _ = JavaTrustStore.Read(Sealed(mutated), "cacerts");
    }

    /// <summary>As the documentation of the format has it: magic, version, count, entries, SHA-1 over password, a phrase and all before.</summary>
    private static byte[] Store(params byte[][] entries) => Sealed([0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, .. Number(entries.Length), .. entries.SelectMany(entry => entry)]);

    private static byte[] Sealed(byte[] content) => [.. content, .. SHA1.HashData([.. Encoding.BigEndianUnicode.GetBytes("changeit"), .. "Mighty Aphrodite"u8, .. content])];

    private static byte[] Certificate(string alias, byte[] der, long made = 0) => [.. Number(2), .. Text(alias), .. Date(made), .. Text("X.509"), .. Number(der.Length), .. der];

    private static byte[] Key(string alias, byte[] key) => [.. Number(1), .. Text(alias), .. Date(0), .. Number(key.Length), .. key, .. Number(1), .. Text("X.509"), .. Number(2), 7, 8];

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Date(long milliseconds)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds);
        return bytes;
    }
}
