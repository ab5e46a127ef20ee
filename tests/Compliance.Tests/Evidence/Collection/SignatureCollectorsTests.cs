using System.Collections.Immutable;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.Reading;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

public sealed class SignatureCollectorsTests
{
    private const string SignImages = "may: [sign-images]";
    private const string AttestProvenance = $"may: [attest], predicates: [\"{TestStatements.ProvenanceType}\"], builders: [\"{TestStatements.Builder}\"]";
    private static readonly TestSigner Release = TestSigner.Named("release");
    private static readonly TestSigner Builder = TestSigner.Named("builder");
    private static readonly CollectionContext Context = new(Limits.Default, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty);

    [Fact]
    public void Signature_by_an_allowed_key_is_verified()
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, Release);
        var fact = Single<SignatureFact>(Collect(layout, SignedLayout.Trust((Release, SignImages))));
        Assert.Equal(("verified", "release", "manifest", true), (fact.Outcome.Value, fact.Signer.Value, fact.Covers, fact.SignerAllowed.Value));
        Assert.Equal(("ecdsa-p256-sha256", true), (fact.Algorithm.Value, fact.AlgorithmApproved.Value));
        Assert.Empty(fact.Failures);
    }

    [Fact]
    public void Facts_are_rederived_from_the_layer_and_the_same_each_time()
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, Release);
        layout.Attest(image.Digest, TestStatements.Provenance(image.Digest), Builder);
        var trust = SignedLayout.Trust((Release, SignImages), (Builder, AttestProvenance));
        var (first, second) = (Collect(layout, trust), Collect(layout, trust));
        Assert.Equal(first.Facts.Select(fact => fact.ToString()), second.Facts.Select(fact => fact.ToString()));
        Assert.All(first.Facts, fact => Assert.Equal(Reperformance.Rederived, fact.Reperformance));
    }

    [Fact]
    public void Without_trust_outcome_and_signer_are_unknown()
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, Release);
        var facts = Collect(layout, null);
        var fact = Single<SignatureFact>(facts);
        Assert.Equal("no trust given", fact.Outcome.Reason);
        Assert.False(fact.Signer.IsKnown || fact.SignerAllowed.IsKnown || fact.Algorithm.IsKnown || fact.AlgorithmApproved.IsKnown || fact.KeyFingerprint.IsKnown);
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.Signature));
    }

    [Fact]
    public void Unsigned_image_has_a_complete_empty_list_and_a_count_of_zero()
    {
        var facts = Collect(Layout().Layout, SignedLayout.Trust((Release, SignImages)));
        Assert.Empty(facts.OfKind(FactKind.Signature));
        Assert.Equal((Coverage.Complete, Coverage.Complete, Coverage.Complete), (facts.CoverageOf(FactKind.Signature), facts.CoverageOf(FactKind.Attestation), facts.CoverageOf(FactKind.Provenance)));
        Assert.Equal(0, Count(facts, "signatures"));
        Assert.Equal(0, Count(facts, "attestations"));
    }

    [Fact]
    public void Missing_layer_of_a_signature_lowers_coverage_and_states_no_count()
    {
        var (layout, image) = Layout();
        var signature = layout.Sign(image.Digest, Release);
        var payload = ImageManifest.Read(layout.Blobs[signature.Digest], "s", null, Limits.Default).Required().Layers[0].Digest;
        layout.Blobs.Remove(payload);
        var facts = Collect(layout, SignedLayout.Trust((Release, SignImages)));
        Assert.Equal(Coverage.Partial, facts.CoverageOf(FactKind.Signature));
        Assert.Null(Count(facts, "signatures"));
    }

    [Fact]
    public void Strangers_and_foreign_signatures_fail_and_stay_in_the_list()
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, TestSigner.Named("stranger"));
        layout.Sign(image.Digest, Release, signed: layout.Image(other => other.User("1"), listed: false).Digest);
        var facts = Collect(layout, SignedLayout.Trust((Release, SignImages)));
        var signatures = facts.OfKind(FactKind.Signature).Select(fact => (SignatureFact)fact.Value).ToArray();
        Assert.Equal(["failed", "failed"], signatures.Select(fact => fact.Outcome.Value));
        Assert.Equal(["", "manifest"], signatures.Select(fact => fact.Covers).Order(StringComparer.Ordinal));
        Assert.Equal(2, Count(facts, "signatures"));
    }

    [Fact]
    public void Signature_over_the_index_covers_its_images()
    {
        var layout = new LayoutBuilder();
        var member = layout.Image(image => image.User("65532"), listed: false);
        var index = layout.Index([member], "app");
        layout.Sign(index.Digest, Release);
        Assert.Equal(("verified", "index"), Single<SignatureFact>(Collect(layout, SignedLayout.Trust((Release, SignImages)))) is var fact ? (fact.Outcome.Value, fact.Covers) : default);
    }

    [Theory]
    [InlineData("may: [attest], predicates: [\"*\"]", false)]
    [InlineData("may: [sign-images], repositories: [\"registry.example/app\"]", true)]
    [InlineData("may: [sign-images], repositories: [\"registry.example/other\"]", false)]
    public void Signer_is_allowed_as_far_as_the_trust_says(string grants, bool expected)
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, Release);
        var fact = Single<SignatureFact>(Collect(layout, SignedLayout.Trust((Release, grants))));
        Assert.Equal(("verified", expected), (fact.Outcome.Value, fact.SignerAllowed.Value));
    }

    [Fact]
    public void Provenance_by_a_trusted_builder_is_verified()
    {
        var (layout, image) = Layout();
        layout.Attest(image.Digest, TestStatements.Provenance(image.Digest), Builder);
        var facts = Collect(layout, SignedLayout.Trust((Builder, AttestProvenance)));
        var provenance = Single<ProvenanceFact>(facts);
        Assert.Equal(("verified", true, true, true), (provenance.Outcome.Value, provenance.SubjectMatches, provenance.SignerAllowed.Value, provenance.BuilderTrusted.Value));
        Assert.Equal(("git+https://code.example/app", 2L, 2L), (provenance.SourceUri.Value, provenance.Dependencies, provenance.DependenciesWithDigest));
        Assert.Equal((TestStatements.ProvenanceType, "verified"), Single<AttestationFact>(facts) is var attestation ? (attestation.PredicateType, attestation.Outcome.Value) : default);
        Assert.Equal(1, Count(facts, "attestations"));
    }

    [Fact]
    public void Other_builder_other_subject_and_other_predicate_are_told_apart()
    {
        var (layout, image) = Layout();
        var other = layout.Image(build => build.User("1"), listed: false);
        layout.Attest(image.Digest, TestStatements.Provenance(image.Digest, "https://builder.example/laptop"), Builder);
        layout.Attest(image.Digest, TestStatements.Provenance(other.Digest), Builder, LayoutBuilder.By.Subject);
        layout.Attest(image.Digest, TestStatements.Of(image.Digest, TestStatements.SpdxType, new System.Text.Json.Nodes.JsonObject()), Builder, LayoutBuilder.By.Subject);
        var facts = Collect(layout, SignedLayout.Trust((Builder, AttestProvenance)));
        var provenance = facts.OfKind(FactKind.Provenance).Select(fact => (ProvenanceFact)fact.Value).ToArray();
        Assert.Contains(provenance, fact => fact is { SubjectMatches: true, BuilderTrusted.Value: false });
        Assert.Contains(provenance, fact => fact is { SubjectMatches: false, BuilderTrusted.Value: true });
        Assert.Contains(facts.OfKind(FactKind.Attestation), fact => fact.Value is AttestationFact { PredicateType: TestStatements.SpdxType, SignerAllowed.Value: false, Outcome.Value: "verified" });
    }

    [Fact]
    public void Unsigned_statement_is_listed_and_never_verified()
    {
        var (layout, image) = Layout();
        layout.AttestUnsigned(image.Digest, TestStatements.Provenance(image.Digest));
        var facts = Collect(layout, SignedLayout.Trust((Builder, AttestProvenance)));
        Assert.Equal("indeterminate", Single<ProvenanceFact>(facts).Outcome.Value);
        Assert.StartsWith("ATCH-0006", Assert.Single(Single<AttestationFact>(facts).Failures), StringComparison.Ordinal);
        Assert.Equal(Coverage.Complete, facts.CoverageOf(FactKind.Provenance));
    }

    [Fact]
    public void Document_that_claims_to_be_signed_and_is_none_fails()
    {
        var (layout, image) = Layout();
        layout.Attach(image.Digest, "x", [("application/vnd.dsse.envelope.v1+json", "{}"u8.ToArray())]);
        layout.Attach(image.Digest, "x", [("application/vnd.dev.sigstore.bundle.v0.3+json", "not json"u8.ToArray())]);
        var facts = Collect(layout, SignedLayout.Trust((Release, SignImages)));
        Assert.Equal(["failed", "failed"], facts.OfKind(FactKind.Attestation).Select(fact => ((AttestationFact)fact.Value).Outcome.Value));
    }

    [Fact]
    public void Refused_trust_folder_is_a_gap()
    {
        var (layout, image) = Layout();
        layout.Sign(image.Digest, Release);
        var facts = Collect(layout, [("trust.yaml", "version: 9"u8.ToArray())]);
        Assert.Equal("the trust folder was refused", Single<SignatureFact>(facts).Outcome.Reason);
        Assert.Equal(Coverage.Partial, facts.CoverageOf(FactKind.Signature));
    }

    private static (LayoutBuilder Layout, Descriptor Image) Layout()
    {
        var layout = new LayoutBuilder();
        return (layout, layout.Image(image => image.User("65532").Layer(layer => layer.File("etc/os-release", "ID=test\n")), "app"));
    }

    private static FactSet Collect(LayoutBuilder layout, (string Path, ReadOnlyMemory<byte> Bytes)[]? trust)
    {
        using var snapshot = layout.Open("app");
        using var acquired = ImageAcquisition.Run(snapshot, new AuditInputs(trust?.ToImmutableArray(), [], null), [], Limits.Default);
        return Assert.Single(Collectors.Collect(acquired.Raw, Context, [new SignatureCollector(), new AttestationCollector(), new ProvenanceCollector()]));
    }

    private static T Single<T>(FactSet facts)
        where T : FactValue => Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<T>());

    private static long? Count(FactSet facts, string name) => facts.Facts.Select(fact => fact.Value).OfType<PopulationFact>().FirstOrDefault(fact => fact.Name == name)?.Count;
}
