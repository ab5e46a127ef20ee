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
}
