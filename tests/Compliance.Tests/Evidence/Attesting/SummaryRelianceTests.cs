using Compliance.Evidence.Attesting;
using Compliance.Formats.Attestation.Summaries;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Attesting;

/// <summary>Summaries of verifiers are relied on for an explicit pair of signer and verifier id alone; builders have levels of their own.</summary>
public sealed class SummaryRelianceTests
{
    private const string MayAttest = "may: [attest], predicates: [\"*\"]";
    private static readonly TestSigner Verifier = TestSigner.Named("verifier");
    private static readonly TestSigner Builder = TestSigner.Named("builder");

    [Theory]
    [InlineData(MayAttest, "verified", false)]
    [InlineData($"{MayAttest}, verifiers: [\"https://other.example\"]", "verified", false)]
    [InlineData($"{MayAttest}, verifiers: [\"https://verifier.example\"]", "verified", true)]
    [InlineData("may: [attest], predicates: [\"https://other.example\"], verifiers: [\"https://verifier.example\"]", "verified", false)]
    public async Task Summary_is_relied_on_for_a_listed_pair_only(string grants, string outcome, bool isTrusted)
    {
        using var layout = new AttestedLayout();
        await layout.Attester(Verifier).AttestAsync(layout.Root, VerificationSummary.TypeV1, Summary("PASSED"), AttachmentForm.Bundle, TestContext.Current.CancellationToken);
        var fact = Single<AttestationFact>(layout.Collect((Verifier, grants))[0]);
        Assert.Equal((outcome, isTrusted, "PASSED", 2L, "https://verifier.example"), (fact.Outcome.Value, fact.VerifierTrusted.Value, fact.SummaryResult, fact.SummaryBuildLevel, fact.VerifierId));
    }

    [Fact]
    public async Task Summary_that_can_not_be_read_fails()
    {
        using var layout = new AttestedLayout();
        await layout.Attester(Verifier).AttestAsync(layout.Root, VerificationSummary.TypeV1, Summary("MAYBE"), AttachmentForm.Bundle, TestContext.Current.CancellationToken);
        var fact = Single<AttestationFact>(layout.Collect((Verifier, $"{MayAttest}, verifiers: [\"https://verifier.example\"]"))[0]);
        Assert.Equal(("failed", false, ""), (fact.Outcome.Value, fact.VerifierTrusted.Value, fact.SummaryResult));
    }

    [Theory]
    [InlineData("builders: [\"https://builder.example/ci\"], buildLevel: 2", 2L)]
    [InlineData("builders: [{ id: \"https://builder.example/ci\", level: 3 }, \"https://builder.example/other\"], buildLevel: 1", 3L)]
    [InlineData("builders: [{ id: \"https://builder.example/ci\" }], buildLevel: 1", 1L)]
    [InlineData("builders: [{ id: \"https://builder.example/other\", level: 3 }]", 0L)]
    [InlineData("builders: [{ id: \"https://builder.example/ci\" }]", null)]
    public async Task Level_is_that_of_the_builder(string builders, long? level)
    {
        using var layout = new AttestedLayout();
        await layout.Attester(Builder).AttachAsync(layout.Root, LayoutBuilder.Bytes(TestStatements.Provenance(layout.Root.Digest)), TestStatements.ProvenanceType, AttachmentForm.Bundle, TestContext.Current.CancellationToken);
        var fact = Single<ProvenanceFact>(layout.Collect((Builder, $"{MayAttest}, {builders}"))[0]);
        Assert.Equal(level, fact.BuildLevel.IsKnown ? fact.BuildLevel.Value : null);
        Assert.Equal(("manifest", 6), (fact.Covers, fact.SlsaEvidence.Length));
        Assert.False(fact.CertificateAgrees.IsKnown);
    }

    private static byte[] Summary(string result) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"verifier":{"id":"https://verifier.example"},"timeVerified":"2026-11-23T00:00:00Z","resourceUri":"x","verificationResult":"{{result}}","verifiedLevels":["SLSA_BUILD_LEVEL_2"]}""");

    private static T Single<T>(FactSet facts)
        where T : FactValue => Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<T>());
}
