using System.Text;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Formats.Attestation;

public sealed class EnvelopeTests
{
    private static Reading<DsseEnvelope> Read(string text) => DsseEnvelope.Read(Encoding.UTF8.GetBytes(text), "envelope");

    [Fact]
    public void Encoding_that_is_signed_equals_the_example_of_the_protocol()
    {
        var envelope = Read("{\"payloadType\":\"http://example.com/HelloWorld\",\"payload\":\"aGVsbG8gd29ybGQ=\",\"signatures\":[{\"sig\":\"AA==\"}]}").Required();

        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(envelope.PreAuthenticationEncoding()));
    }

    [Theory]
    [InlineData("-_-_")]
    [InlineData("+/+/")]
    public void Both_alphabets_of_base64_are_read(string payload)
    {
        var envelope = Read($"{{\"payloadType\":\"t\",\"payload\":\"{payload}\",\"signatures\":[{{\"keyid\":\"k\",\"sig\":\"AQI\"}}]}}").Required();

        Assert.Equal([0xFB, 0xFF, 0xBF], envelope.Payload);
        Assert.Equal(("k", 2), (envelope.Signatures[0].KeyId, envelope.Signatures[0].Signature.Length));
    }

    [Theory]
    [InlineData("{}", "ATT-0001")]
    [InlineData("{\"payloadType\":\"t\",\"payload\":\"a\"}", "ATT-0002")]
    [InlineData("{\"payloadType\":\"t\",\"payload\":\"aGVs bG8=\"}", "ATT-0002")]
    [InlineData("{\"payloadType\":\"t\",\"payload\":\"aGVsbG8==\"}", "ATT-0002")]
    [InlineData("{\"payloadType\":\"t\",\"payload\":5}", "ATT-0010")]
    [InlineData("{\"payloadType\":5,\"payload\":\"\"}", "ATT-0011")]
    [InlineData("[]", "ATT-0001")]
    [InlineData("{\"payload\":\"\",\"payload\":\"\"}", "JSON-0003")]
    public void What_is_no_envelope_is_refused(string text, string code)
    {
        var reading = Read(text);

        Assert.False(reading.TryGet(out _));
        Assert.Equal(code, reading.Defects[0].Code.Text);
    }

    [Fact]
    public void Envelope_without_signatures_says_so()
    {
        var reading = Read("{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"sig\":\"!\"}]}");

        Assert.Empty(reading.Required().Signatures);
        Assert.Equal(["ATT-0002", "ATT-0003"], reading.Defects.Select(defect => defect.Code.Text));
    }

    [Theory]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "\"certificate\":{\"rawBytes\":\"AQI=\"}", "", null)]
    [InlineData("application/vnd.dev.sigstore.bundle+json;version=0.1", "\"x509CertificateChain\":{\"certificates\":[{\"rawBytes\":\"AQI=\"}]}", "", null)]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "\"publicKey\":{\"hint\":\"h\"}", "", null)]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.4+json", "\"publicKey\":{\"hint\":\"h\"}", "", "ATT-0013")]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "\"x\":1", "", "ATT-0014")]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "\"publicKey\":{\"hint\":\"h\"}", ",{\"sig\":\"AQ==\"}", "ATT-0014")]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "\"certificate\":{\"rawBytes\":\"!\"}", "", "ATT-0002")]
    public void Bundle_is_taken_apart(string mediaType, string key, string moreSignatures, string? code)
    {
        var text = $"{{\"mediaType\":\"{mediaType}\",\"verificationMaterial\":{{{key}}},\"dsseEnvelope\":{{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{{\"sig\":\"AQ==\"}}{moreSignatures}]}}}}";
        var reading = SigstoreBundle.Read(Encoding.UTF8.GetBytes(text), "bundle");

        Assert.Equal(code is null, reading.TryGet(out var bundle));
        if (bundle is null) Assert.Equal(code, reading.Defects[0].Code.Text);
        else Assert.Equal((1, bundle.Certificates.Length), (bundle.Envelope!.Signatures.Length, bundle.PublicKeyHint is null ? 1 : 0));
    }

    [Fact]
    public void Simple_signing_payload_is_read_and_others_are_refused()
    {
        const string Good = "{\"critical\":{\"identity\":{\"docker-reference\":\"r\"},\"image\":{\"docker-manifest-digest\":\"sha256:7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d7c1d\"},\"type\":\"cosign container image signature\"},\"optional\":{\"a\":1}}";
        var payload = SimpleSigning.Read(Encoding.UTF8.GetBytes(Good), "p").Required();

        Assert.Equal(("r", "7c1d7c1d7c1d", 1L), (payload.Reference, payload.ManifestDigest.Short, payload.Optional["a"].AsInt64));
        foreach (var (part, bad) in ((string, string)[])[("cosign container", "other"), ("sha256:7c1d", "sha1:7c1d"), ("docker-manifest-digest", "digest"), ("critical", "c")])
            Assert.False(SimpleSigning.Read(Encoding.UTF8.GetBytes(Good.Replace(part, bad, StringComparison.Ordinal)), "p").TryGet(out _), part);
        foreach (var mutation in Mutations.Of(Encoding.UTF8.GetBytes(Good), Mutations.Count, 9)) SimpleSigning.Read(mutation, "m");
    }

    [Fact]
    public void Mutated_envelopes_and_bundles_never_throw()
    {
        var seed = "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"verificationMaterial\":{\"certificate\":{\"rawBytes\":\"AQI=\"}},\"dsseEnvelope\":{\"payloadType\":\"t\",\"payload\":\"aGVs\",\"signatures\":[{\"sig\":\"AQ==\"}]}}"u8.ToArray();
        foreach (var mutation in Mutations.Of(seed, Mutations.Count, 10))
        {
            var reading = SigstoreBundle.Read(mutation, "m");
            Assert.True(reading.TryGet(out _) || reading.Defects.Length > 0);
            DsseEnvelope.Read(mutation, "m");
        }
    }
}
