using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Compliance.Evidence.Acquisition;
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
}
