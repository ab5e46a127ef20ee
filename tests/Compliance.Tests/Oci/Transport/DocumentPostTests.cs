using Compliance.Oci.Transport;
using Compliance.Tests.Evidence.Timestamps;

namespace Compliance.Tests.Oci.Transport;

public sealed class DocumentPostTests
{
    private static readonly FetchSettings Settings = new() { MaxBytes = 100, MaxAttempts = 3, FirstPause = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_document_goes_there_and_its_answer_comes_back()
    {
        byte[]? came = null;
        using var server = new TimestampServer(body =>
        {
            came = body;
            return new TimestampServer.Answer([4, 5]);
        });
        Assert.Equal([4, 5], Send(server));
        Assert.Equal([1, 2, 3], came);
    }

    [Fact]
    public void What_may_pass_is_tried_again_and_then_named()
    {
        var count = 0;
        using var server = new TimestampServer(_ => new TimestampServer.Answer([7], ++count < 3 ? 500 : 200));
        Assert.Equal([7], Send(server));
        using var down = new TimestampServer(_ => new TimestampServer.Answer([], 429));
        Assert.Equal($"{down.Address} does not answer: it answers 429", Assert.Throws<IOException>(() => Send(down)).Message);
        Assert.Equal(3, down.Asked);
    }

    [Fact]
    public void Refusals_redirects_other_types_and_too_much_are_not_tried_again()
    {
        foreach (var (answer, said) in ((TimestampServer.Answer, string)[])
        [
            (new([], 403), "answers 403"),
            (new([], 302, Location: "http://elsewhere.example/"), "answers 302"),
            (new([1], Type: "text/html"), "answers with 'text/html', expected application/timestamp-reply"),
            (new(new byte[101]), "sends more than 100 bytes"),
        ])
        {
            using var server = new TimestampServer(_ => answer);
            Assert.Equal($"{server.Address} {said}", Assert.Throws<FetchRefusedException>(() => Send(server)).Message);
            Assert.Equal(1, server.Asked);
        }
    }

    [Fact]
    public void An_answer_that_breaks_off_is_never_taken_for_whole()
    {
        using var server = new TimestampServer(_ => new TimestampServer.Answer([1, 2], Promised: 50));
        Assert.Throws<IOException>(() => Send(server));
        Assert.Equal(3, server.Asked);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x", false)]
    [InlineData("http://user:secret@127.0.0.1/x", false)]
    [InlineData("https://time.example/tsr", true)]
    public void Addresses_with_a_user_or_another_scheme_are_refused(string address, bool isUsable) => Assert.Equal(isUsable, DocumentPost.IsUsable(new Uri(address)));

    private static byte[] Send(TimestampServer server) =>
        new DocumentPost(Settings, TimeProvider.System).Send(server.Address, new byte[] { 1, 2, 3 }, "application/timestamp-query", "application/timestamp-reply");
}
