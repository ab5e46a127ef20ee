using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Cryptography.Keys;
using Compliance.Evidence.Acquisition;
using Compliance.Formats;
using Compliance.Oci.Models;
using Compliance.Policy.Facts;
using Compliance.Tests.Formats.Sbom;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection;

public sealed class SbomSignatureTests
{
    private const string AttestSbom = $"may: [attest], predicates: [\"{TestStatements.SpdxType}\"]";

    private static readonly TestSigner Builder = TestSigner.Named("builder");

    private static SbomFact Collect(Action<LayoutBuilder, Descriptor> beside, string? grants) => CollectedImage.Of(
        layer => layer.File("x", ""),
        beside: beside,
        inputs: grants is null ? null : new AuditInputs([.. SignedLayout.Trust((Builder, grants))], [], null)).One<SbomFact>();

    private static JsonObject Statement(Descriptor image) => TestStatements.Of(image.Digest, TestStatements.SpdxType, JsonNode.Parse(SbomSamples.Spdx));

    [Theory]
    [InlineData(AttestSbom, true)]
    [InlineData("may: [attest], predicates: [\"https://cyclonedx.org/bom\"]", false)]
    [InlineData("may: [sign-images]", false)]
    [InlineData(null, null)]
    public void Attested_document_is_signed_when_its_signer_may_attest_it(string? grants, bool? signed)
    {
        var fact = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), Builder), grants);

        Assert.Equal(("attestation", true), (fact.Origin, fact.DescribesImage.Value));
        Assert.Equal(signed, fact.Signed.IsKnown ? fact.Signed.Value : null);
    }

    [Fact]
    public void Document_attested_by_a_stranger_or_by_nobody_is_not_signed()
    {
        var stranger = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), TestSigner.Named("stranger")), AttestSbom);
        var nobody = Collect((layout, image) => layout.AttestUnsigned(image.Digest, Statement(image)), AttestSbom);

        Assert.False(stranger.Signed is { IsKnown: true, Value: true });
        Assert.Equal(Knowable<bool>.Known(false), nobody.Signed);
    }

    [Theory]
    [InlineData("may: [sign-images]", true)]
    [InlineData(AttestSbom, false)]
    public void Attached_document_is_signed_by_a_signature_over_its_artifact(string grants, bool signed)
    {
        var fact = Collect(
            (layout, image) =>
            {
                var artifact = layout.Attach(image.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(SbomSamples.Spdx))]);
                layout.Sign(artifact.Digest, Builder);
            },
            grants);

        Assert.Equal(Knowable<bool>.Known(signed), fact.Signed);
    }

    [Fact]
    public void Attached_document_without_a_signature_is_not_signed() => Assert.Equal(
        Knowable<bool>.Known(false),
        Collect((layout, image) => layout.Attach(image.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(SbomSamples.Spdx))]), AttestSbom).Signed);

    [Fact]
    public void Signer_of_an_attested_document_is_named_with_its_key()
    {
        var fact = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), Builder), AttestSbom);

        Assert.Equal(("verified", "builder", "manifest"), (fact.Signature.Value, fact.Signer.Value, fact.Subject));
        Assert.Equal(Fingerprint(Builder), fact.KeyFingerprint.Value);
        Assert.Empty(fact.SignatureFailures);
    }

    [Fact]
    public void Key_that_may_not_attest_is_named_with_what_it_lacks()
    {
        var fact = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), Builder), "may: [sign-images]");

        Assert.Equal(("verified", "builder", false), (fact.Signature.Value, fact.Signer.Value, fact.Signed.Value));
        Assert.Equal([$"SIG-0013: trust.yaml does not let 'builder' attest {TestStatements.SpdxType}"], fact.SignatureFailures);
    }

    [Fact]
    public void Wrong_key_leaves_the_signer_unknown_and_says_why()
    {
        var fact = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), TestSigner.Named("stranger")), AttestSbom);

        Assert.Equal(("failed", false), (fact.Signature.Value, fact.Signer.IsKnown));
        Assert.StartsWith("SIG-0005: ", Assert.Single(fact.SignatureFailures), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_trust_nothing_is_said_of_the_signer()
    {
        var fact = Collect((layout, image) => layout.Attest(image.Digest, Statement(image), Builder), null);

        Assert.Equal(("no trust given", "no trust given", false), (fact.Signature.Reason, fact.Signer.Reason, fact.Signed.IsKnown));
        Assert.Empty(fact.SignatureFailures);
    }

    [Fact]
    public void Statement_about_another_digest_is_signed_and_about_something_else()
    {
        var other = Digest.Parse($"sha256:{new string('7', 64)}");
        var fact = Collect((layout, image) => layout.Attest(image.Digest, TestStatements.Of(other, TestStatements.SpdxType, JsonNode.Parse(SbomSamples.Spdx)), Builder), AttestSbom);

        Assert.Equal(("verified", "builder", "other", false), (fact.Signature.Value, fact.Signer.Value, fact.Subject, fact.DescribesImage.Value));
    }

    [Fact]
    public void Referrer_that_nobody_signed_says_so()
    {
        var fact = Collect((layout, image) => Referrer(layout, image), AttestSbom);

        Assert.Equal(("none", false, false), (fact.Signature.Value, fact.Signer.IsKnown, fact.Signed.Value));
    }

    [Fact]
    public void Statement_that_nobody_signed_says_so()
    {
        var fact = Collect((layout, image) => layout.AttestUnsigned(image.Digest, Statement(image)), AttestSbom);

        Assert.Equal(("none", false), (fact.Signature.Value, fact.Signer.IsKnown));
        Assert.StartsWith("ATCH-0006: ", Assert.Single(fact.SignatureFailures), StringComparison.Ordinal);
    }

    /// <summary>cosign 3 signs in the form of an attestation: such a signature of an SBOM's artifact counts like the older form, and names what it is about itself.</summary>
    [Theory]
    [InlineData(false, "verified", true)]
    [InlineData(true, "failed", false)]
    public void Referrers_signature_as_an_envelope_must_be_about_the_referrer(bool aboutAnother, string outcome, bool signed)
    {
        var fact = Collect(
            (layout, image) =>
            {
                var artifact = Referrer(layout, image);
                var about = aboutAnother ? image.Digest : artifact.Digest;
                layout.Attach(artifact.Digest, "application/vnd.dsse.envelope.v1+json", [("application/vnd.dsse.envelope.v1+json", SignedLayout.Envelope(TestStatements.Of(about, "https://sigstore.dev/cosign/sign/v1", new JsonObject()), Builder))]);
            },
            "may: [sign-images]");

        Assert.Equal((outcome, "builder", signed), (fact.Signature.Value, fact.Signer.Value, fact.Signed.Value));
        Assert.Equal(aboutAnother ? ["SIG-0003"] : [], fact.SignatureFailures.Select(failure => failure[..8]));
    }

    [Fact]
    public void Best_of_several_signatures_speaks_and_the_reasons_against_others_stay()
    {
        var fact = Collect(
            (layout, image) =>
            {
                var artifact = Referrer(layout, image);
                layout.Sign(artifact.Digest, TestSigner.Named("stranger"));
                layout.Attach(artifact.Digest, "x", [("application/vnd.dsse.envelope.v1+json", SignedLayout.Envelope(TestStatements.Of(artifact.Digest, "https://sigstore.dev/cosign/sign/v1", new JsonObject()), Builder))]);
            },
            "may: [sign-images]");

        Assert.Equal(("verified", "builder", true), (fact.Signature.Value, fact.Signer.Value, fact.Signed.Value));
        Assert.StartsWith("SIG-0005: ", Assert.Single(fact.SignatureFailures), StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_of_a_given_file_was_not_asked_for()
    {
        var fact = CollectedImage.Of(layer => layer.File("x", ""), inputs: CollectedImage.Given("bom.json", SbomSamples.Spdx)).One<SbomFact>();

        Assert.Equal("no signature is asked for of a file that is given", fact.Signature.Reason);
        Assert.False(fact.Signer.IsKnown);
    }

    private static string Fingerprint(TestSigner signer) => PublicKeys.Read(Encoding.ASCII.GetBytes(signer.PublicPem), signer.Name).Required().Fingerprint.ToString();

    private static Descriptor Referrer(LayoutBuilder layout, Descriptor image) => layout.Attach(image.Digest, "application/spdx+json", [("application/spdx+json", Encoding.UTF8.GetBytes(SbomSamples.Spdx))]);
}
