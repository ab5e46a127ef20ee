using System.Security.Cryptography;
using Compliance.Cryptography.Hashing;

namespace Compliance.Tests.Cryptography.Hashing;

public sealed class LegacyMd5Tests
{
    [Fact]
    public void Many_messages_of_all_lengths_have_the_platforms_values()
    {
        var random = new Random(7);
        var buffer = new byte[200_000];
        random.NextBytes(buffer);
        var messages = Enumerable.Range(0, 300).Select(length => (Start: random.Next(100_000), Length: length))
            .Concat(Enumerable.Range(0, 20).Select(_ => (Start: random.Next(100_000), Length: random.Next(100_000))))
            .ToArray();
        var values = new byte[messages.Length * LegacyMd5.Bytes];
        LegacyMd5.HashMany(buffer, messages.Select(message => new Range(message.Start, message.Start + message.Length)).ToArray(), values);
        for (var i = 0; i < messages.Length; i++)
        {
            var expected = MD5.HashData(buffer.AsSpan(messages[i].Start, messages[i].Length));
            Assert.Equal(expected, values.AsSpan(i * LegacyMd5.Bytes, LegacyMd5.Bytes).ToArray());
        }
    }

    [Fact]
    public void No_messages_give_no_values() => LegacyMd5.HashMany([], [], []);

    [Fact]
    public void One_long_message_has_the_platforms_value_twice()
    {
        using var hasher = new LegacyMd5Hasher();
        for (var round = 0; round < 2; round++)
        {
            hasher.Append("ab"u8);
            hasher.Append("c"u8);
            var value = new byte[LegacyMd5.Bytes];
            Assert.True(hasher.TryFinish(value));
            Assert.Equal("900150983cd24fb0d6963f7d28e17f72", Convert.ToHexStringLower(value));
        }
    }
}
