using System.Collections.Immutable;
using System.Text;
using Compliance.Evidence.Acquisition;
using Compliance.Evidence.Collection;
using Compliance.Formats.Attestation.Notary;
using Compliance.Formats.Reading;
using Compliance.Policy.Facts;
using Compliance.Tests.Cryptography.Notary;
using Compliance.Tests.World;

namespace Compliance.Tests.Evidence.Collection.Signatures;

public sealed class NotaryCollectionTests
{
    [Theory]
    [InlineData(NotarySignature.JwsMediaType, "notary-jws")]
    [InlineData(NotarySignature.CoseMediaType, "notary-cose")]
    public void Referrer_with_a_notary_signature_is_a_verified_signature(string mediaType, string format)
    {
        var maker = new NotaryMaker();
        var fact = Collect(maker, mediaType, image => mediaType == NotarySignature.JwsMediaType ? maker.Jws(image) : maker.Cose(image));
        Assert.Equal((format, "verified", "acme", "manifest", true), (fact.Format, fact.Outcome.Value, fact.Signer.Value, fact.Covers, fact.SignerAllowed.Value));
    }

    [Fact]
    public void Broken_notary_signature_stays_in_the_list_and_fails()
    {
        var fact = Collect(new NotaryMaker(), NotarySignature.JwsMediaType, _ => "{}"u8.ToArray());
        Assert.Equal(("notary", "failed"), (fact.Format, fact.Outcome.Value));
        Assert.NotEmpty(fact.Failures);
    }

    private static SignatureFact Collect(NotaryMaker maker, string mediaType, Func<Compliance.Formats.Digest, byte[]> make)
    {
        var layout = new LayoutBuilder();
        var image = layout.Image(build => build.User("65532"), "app");
        layout.Attach(image.Digest, NotarySignature.ArtifactType, [(mediaType, make(image.Digest))]);
        (string Path, ReadOnlyMemory<byte> Bytes)[] trust =
        [
            ("trust.yaml", Encoding.UTF8.GetBytes("version: 1\nidentities:\n  - { name: acme, notary: { anchors: ca.pem, subject: \"*\" }, may: [sign-images] }\n")),
            ("ca.pem", Encoding.ASCII.GetBytes(maker.RootPem)),
        ];
        using var snapshot = layout.Open("app");
        using var acquired = ImageAcquisition.Run(snapshot, new AuditInputs([.. trust], [], null), [], Limits.Default);
        var facts = Assert.Single(Collectors.Collect(acquired.Raw, new CollectionContext(Limits.Default, NotaryMaker.At, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty), [new SignatureCollector()]));
        return Assert.Single(facts.Facts.Select(fact => fact.Value).OfType<SignatureFact>());
    }
}
