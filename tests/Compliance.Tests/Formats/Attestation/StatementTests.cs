using System.Text;
using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Attestation;

public sealed class StatementTests
{
    private const string Hex = "7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d";

    private static Reading<InTotoStatement> Read(string text) => InTotoStatement.Read(Encoding.UTF8.GetBytes(text), "statement");

    private static string Statement(string predicateType, string predicate, string digest = $"\"sha256\":\"{Hex}\"") =>
        $"{{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{{\"name\":\"a\",\"digest\":{{{digest}}}}}],\"predicateType\":\"{predicateType}\",\"predicate\":{predicate}}}";

    [Fact]
    public void Statement_is_about_its_subjects_digest()
    {
        var statement = Read(Statement("t", "{\"x\":1}")).Required();

        Assert.True(statement.IsAbout(Digest.Parse($"sha256:{Hex}")));
        Assert.False(statement.IsAbout(Digest.Parse($"sha256:{Hex[1..]}0")));
        Assert.Equal(1, statement.Predicate["x"].AsInt64);
    }

    [Theory]
    [InlineData($"\"sha256\":\"7C1D{"7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d"}\"")]
    [InlineData("\"gitCommit\":\"7c1d\"")]
    [InlineData("\"sha256\":5")]
    public void Digest_of_another_form_never_matches(string digest) => Assert.False(Read(Statement("t", "{}", digest)).Required().IsAbout(Digest.Parse($"sha256:{Hex}")));

    [Theory]
    [InlineData("{\"_type\":\"https://in-toto.io/Statement/v2\",\"predicateType\":\"t\",\"subject\":[]}", "ATT-0004")]
    [InlineData("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[]}", "ATT-0005")]
    [InlineData("{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":5}", "ATT-0005")]
    public void What_is_no_statement_is_refused(string text, string code)
    {
        Assert.False(Read(text).TryGet(out _));
        Assert.Equal(code, Read(text).Defects[0].Code.Text);
    }

    [Fact]
    public void Statement_without_subjects_says_so() =>
        Assert.Equal(AttestationCodes.NoSubject, Read("{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"t\"}").Defects[0].Code);

    [Theory]
    [InlineData("https://slsa.dev/provenance/v0.2", "{\"builder\":{\"id\":\"b\"},\"buildType\":\"t\",\"invocation\":{\"configSource\":{\"uri\":\"git+https://x/y@main\",\"digest\":{\"sha1\":\"ab\"}}},\"materials\":[{\"uri\":\"z\"}]}", "git+https://x/y@main", "sha1:ab", 1)]
    [InlineData("https://slsa.dev/provenance/v1", "{\"buildDefinition\":{\"buildType\":\"t\",\"externalParameters\":{\"workflow\":{\"repository\":\"https://x/y\"}},\"resolvedDependencies\":[{\"uri\":\"z\"},{\"uri\":\"git+https://x/y@refs/heads/main\",\"digest\":{\"gitCommit\":\"ab\"}}]},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}", "https://x/y", "gitCommit:ab", 2)]
    [InlineData("https://slsa.dev/provenance/v1", "{\"buildDefinition\":{\"buildType\":\"t\",\"externalParameters\":{\"source\":{\"uri\":\"git+https://x/y\",\"digest\":{\"sha1\":\"ab\"}}}},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}", "git+https://x/y", "sha1:ab", 0)]
    [InlineData("https://slsa.dev/provenance/v1", "{\"buildDefinition\":{\"buildType\":\"t\",\"externalParameters\":{\"inputs\":{}},\"resolvedDependencies\":[{\"uri\":\"git+https://x/y@refs/heads/main\",\"digest\":{\"gitCommit\":\"ab\"}}]},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}", "git+https://x/y@refs/heads/main", "gitCommit:ab", 1)]
    [InlineData("https://slsa.dev/provenance/v1", "{\"buildDefinition\":{\"buildType\":\"t\"},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}", null, null, 0)]
    public void Source_is_found_in_the_usual_places(string type, string predicate, string? uri, string? digest, int dependencies)
    {
        var provenance = SlsaProvenance.Read(Read(Statement(type, predicate)).Required()).Required();

        Assert.Equal(("b", "t", uri, digest, dependencies), (provenance.BuilderId, provenance.BuildType, provenance.SourceUri, provenance.SourceDigest, provenance.Dependencies.Length));
    }

    [Fact]
    public void Provenance_without_a_builder_is_tolerated_and_another_predicate_refused()
    {
        var empty = SlsaProvenance.Read(Read(Statement("https://slsa.dev/provenance/v1", "{}")).Required());

        Assert.Equal(2, empty.Defects.Length);
        Assert.Equal("", empty.Required().BuilderId);
        Assert.False(SlsaProvenance.Read(Read(Statement("https://slsa.dev/provenance/v0.0", "{}")).Required()).TryGet(out _));
        Assert.False(SlsaProvenance.Read(Read(Statement("https://slsa.dev/provenance/v1", "5")).Required()).TryGet(out _));
    }

    [Fact]
    public void Mutated_statements_never_throw()
    {
        var seed = Encoding.UTF8.GetBytes(Statement(
            "https://slsa.dev/provenance/v1",
            "{\"buildDefinition\":{\"buildType\":\"t\",\"externalParameters\":{\"workflow\":{\"repository\":\"https://x/y\"}},\"resolvedDependencies\":[{\"uri\":\"git+https://x/y@a\",\"digest\":{\"gitCommit\":\"ab\"}}]},\"runDetails\":{\"builder\":{\"id\":\"b\"}}}"));
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 11))
        {
            if (InTotoStatement.Read(mutation, "m").TryGet(out var statement)) SlsaProvenance.Read(statement);
        }
    }
}
