using System.Security.Cryptography;
using Compliance.Cryptography.Signing;
using Compliance.Evidence.Timestamps;
using Compliance.Tests.Cryptography.Cms;
using Compliance.Tests.Cryptography.Timestamps;

namespace Compliance.Tests.Evidence.Timestamps;

/// <summary>Timestamps asked for over HTTP, of honest authorities and of others.</summary>
public sealed class TimestampClientTests
{
    private static readonly DateTimeOffset At = TestAuthority.At;
    private static readonly byte[] Value = "a signature value"u8.ToArray();
    private static readonly TestTimestampAuthority Authority = new(new TestAuthority("CN=Time root"));

    [Fact]
    public void An_authority_stamps_what_it_is_asked_with_a_fresh_nonce_each_time()
    {
        var requests = new List<byte[]>();
        using var server = new TimestampServer(request =>
        {
            requests.Add(request);
            return new TimestampServer.Answer(Authority.Answer(request, At));
        });
        var client = Client(server);
        Assert.Equal(At, client.Stamp(Value).Time);
        Assert.Equal(At, client.Stamp(Value).Time);
        Assert.NotEqual(requests[0], requests[1]);
    }

    [Theory]
    [InlineData("another imprint")]
    [InlineData("no nonce")]
    [InlineData("replayed")]
    [InlineData("refusal")]
    [InlineData("noise")]
    [InlineData("empty")]
    [InlineData("trailing bytes")]
    [InlineData("an hour behind")]
    [InlineData("a bare token")]
    public void Answers_to_another_question_are_not_taken(string what)
    {
        byte[]? first = null;
        using var server = new TimestampServer(request => new TimestampServer.Answer(what switch
        {
            "another imprint" => TestTimestampAuthority.Respond(Authority.Stamp("other"u8, At)),
            "no nonce" => Authority.Answer(request, At, withNonce: false),
            "replayed" => first ??= Authority.Answer(request, At),
            "refusal" => [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02],
            "noise" => RandomNumberGenerator.GetBytes(300),
            "empty" => [],
            "trailing bytes" => [.. Authority.Answer(request, At), 0],
            "an hour behind" => Authority.Answer(request, At.AddHours(-1)),
            _ => Authority.Stamp(Value, At),
        }));
        var client = Client(server);
        if (what == "replayed") client.Stamp(Value);
        var refused = Assert.Throws<IOException>(() => client.Stamp(Value));
        Assert.StartsWith($"no timestamp authority gave a timestamp: {server.Address}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_authority_is_asked_when_one_fails_and_every_cause_is_told()
    {
        using var down = new TimestampServer(_ => new TimestampServer.Answer([], 503));
        using var liar = new TimestampServer(_ => new TimestampServer.Answer([], 200));
        using var good = new TimestampServer(request => new TimestampServer.Answer(Authority.Answer(request, At)));
        Assert.Equal(At, Client(down, liar, good).Stamp(Value).Time);
        Assert.Equal((2, 1, 1), (down.Asked, liar.Asked, good.Asked));
        var refused = Assert.Throws<IOException>(() => Client(down, liar).Stamp(Value));
        Assert.Contains($"{down.Address} does not answer: it answers 503; {liar.Address}: it is no TimeStampResp [TSP-0004]", refused.Message, StringComparison.Ordinal);
    }

    private static TimestampClient Client(params TimestampServer[] servers) => new([.. servers.Select(server => new Loopback(server.Address))], new FixedClock(At), PlatformRandom.Fill);
}
