using System.Text;
using Compliance.Formats.Attestation.Summaries;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Tests.Formats.Attestation;

public sealed class VerificationSummaryTests
{
    private const string Good = """
        {"verifier":{"id":"https://verifier.example"},"timeVerified":"2026-11-23T00:00:00Z","resourceUri":"registry.example/app","policy":{"uri":"https://p.example","digest":{"sha256":"aa"}},
        "verificationResult":"PASSED","verifiedLevels":["SLSA_BUILD_LEVEL_1","SLSA_BUILD_LEVEL_3","SLSA_SOURCE_LEVEL_2","OTHER"],"slsaVersion":"1.0"}
        """;

    [Fact]
    public void Summary_states_verifier_result_levels_and_policy()
    {
        var summary = Read(Good).Required();
        Assert.Equal(("https://verifier.example", true, "registry.example/app", "sha256:aa", "1.0"), (summary.VerifierId, summary.HasPassed, summary.ResourceUri, summary.PolicyDigest, summary.SlsaVersion));
        Assert.Equal((3, 2, 0), (summary.LevelOf("BUILD"), summary.LevelOf("SOURCE"), summary.LevelOf("DEPENDENCY")));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), summary.TimeVerified);
    }

    [Fact]
    public void Old_spelling_is_read()
    {
        var summary = Read("""{"verifier":{"id":"v"},"time_verified":"2022-01-01T00:00:00Z","verification_result":"PASSED","policy_level":"SLSA_BUILD_LEVEL_2","resource_uri":"r"}""", "https://slsa.dev/verification_summary/v0.1").Required();
        Assert.Equal((2, "r", true), (summary.LevelOf("BUILD"), summary.ResourceUri, summary.TimeVerified is not null));
    }

    [Theory]
    [InlineData("""{"verificationResult":"PASSED"}""")]
    [InlineData("""{"verifier":{"id":""},"verificationResult":"PASSED"}""")]
    [InlineData("""{"verifier":{"id":"v"}}""")]
    [InlineData("""{"verifier":{"id":"v"},"verificationResult":"SUCCESS"}""")]
    [InlineData("""{"verifier":"v","verificationResult":"PASSED"}""")]
    [InlineData("[]")]
    public void Summary_without_verifier_or_result_is_refused(string text) => Assert.Equal("ATT-0016", Assert.IsType<Reading<VerificationSummary>.Rejected>(Read(text)).Causes[^1].Code.Text);

    [Theory]
    [InlineData("SLSA_BUILD_LEVEL_99999999999")]
    [InlineData("SLSA_BUILD_LEVEL_-1")]
    [InlineData("SLSA_BUILD_LEVEL_3+")]
    [InlineData("slsa_build_level_3")]
    public void Level_of_another_spelling_counts_for_nothing(string level) =>
        Assert.Equal(0, Read(Good.Replace("\"SLSA_BUILD_LEVEL_1\",\"SLSA_BUILD_LEVEL_3\"", $"\"{level}\"", StringComparison.Ordinal)).Required().LevelOf("BUILD"));

    [Fact]
    public void Mutated_summaries_never_throw()
    {
        foreach (var mutated in Mutations.Of(Encoding.UTF8.GetBytes(Good), 1_000, 3))
        {
            if (StrictJson.Read(mutated, "m").TryGet(out var tree)) _ = VerificationSummary.Read(VerificationSummary.TypeV1, tree.Root).Defects;
        }
    }

    private static Reading<VerificationSummary> Read(string text, string type = VerificationSummary.TypeV1) =>
        VerificationSummary.Read(type, StrictJson.Read(Encoding.UTF8.GetBytes(text), "vsa").Required().Root);
}
