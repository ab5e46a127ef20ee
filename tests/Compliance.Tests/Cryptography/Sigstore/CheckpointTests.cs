using System.Text;
using Compliance.Cryptography.Sigstore.Logs;

namespace Compliance.Tests.Cryptography.Sigstore;

public sealed class CheckpointTests
{
    private const string Root = "rs1YPY0ydAV0lxgfrq5pE4oRpUJwo3syeps5+eGUTDI=";
    private const string Good = "log.example\n736\n" + Root + "\nmore\n\n\u2014 log.example AAECA0VW\n\u2014 witness.example BAUGB0VW\n";

    [Fact]
    public void Note_is_taken_apart()
    {
        var checkpoint = Checkpoint.Parse(Good, out _)!;
        Assert.Equal(("log.example", 736L), (checkpoint.Origin, checkpoint.TreeSize));
        Assert.Equal(Good[..(Good.IndexOf("\n\n", StringComparison.Ordinal) + 1)], Encoding.UTF8.GetString(checkpoint.SignedText));
        Assert.Equal(["log.example", "witness.example"], checkpoint.Signatures.Select(signature => signature.Name));
        Assert.Equal([0, 1, 2, 3], checkpoint.Signatures[0].Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("log.example\n736\n" + Root + "\n")]
    [InlineData("log.example\n736\n\n\u2014 log.example AAECA0VW\n")]
    [InlineData("log.example\n736\nAAAA\n\n\u2014 log.example AAECA0VW\n")]
    [InlineData("log.example\n0736\n" + Root + "\n\n\u2014 log.example AAECA0VW\n")]
    [InlineData("log.example\n-1\n" + Root + "\n\n\u2014 log.example AAECA0VW\n")]
    [InlineData("\n736\n" + Root + "\n\n\u2014 log.example AAECA0VW\n")]
    [InlineData("log.example\n736\n" + Root + "\n\n- log.example AAECA0VW\n")]
    [InlineData("log.example\n736\n" + Root + "\n\n\u2014 log.example AAEC\n")]
    [InlineData("log.example\n736\n" + Root + "\n\n\n")]
    public void Malformed_notes_are_refused_with_a_reason(string text)
    {
        Assert.Null(Checkpoint.Parse(text, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Mutated_notes_never_throw()
    {
        foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(Good), Mutations.Count, 3)) _ = Checkpoint.Parse(Encoding.UTF8.GetString(mutated), out _);
    }
}
