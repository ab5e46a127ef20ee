using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.SimpleSigning;
using Compliance.Cryptography.Trust;
using Compliance.Formats;
using Compliance.Tests.Cryptography.Trust;

namespace Compliance.Tests.Cryptography.SimpleSigning;

public sealed class SimpleSigningVerifierTests
{
    private static readonly Digest Image = Digest.Parse("sha256:" + new string('a', 64));
    private static readonly Digest Other = Digest.Parse("sha256:" + new string('b', 64));
    private static readonly SignatureSubject Subject = new([Image]);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly TrustPolicy Trust = TestTrust.Of(Key);

    [Fact]
    public void Good_signature_is_verified_with_signer_and_algorithm()
    {
        var assessment = Assess(Signed(Payload(Image)));
        Assert.Equal(CheckOutcome.Passed, assessment.Outcome);
        Assert.Equal("signer", assessment.Signer?.Name);
        Assert.Equal("ecdsa-p256-sha256", assessment.Algorithm?.Name);
        Assert.Equal(assessment.Signer?.Key?.Fingerprint, assessment.KeyFingerprint);
        Assert.Equal(Image, assessment.SignedDigest);
        Assert.Equal("registry.example:5000/app", assessment.SignedRepository);
        Assert.Empty(assessment.Failures);
    }

    [Fact]
    public void Signature_of_another_image_fails_although_the_key_verifies()
    {
        var assessment = Assess(Signed(Payload(Other)));
        Assert.Equal(["SIG-0003"], Codes(assessment, CheckOutcome.Failed));
        Assert.Equal("signer", assessment.Signer?.Name);
    }

    [Fact]
    public void All_failures_are_reported_not_the_first()
    {
        var layer = Signed(Payload(Other, type: "atomic container signature"));
        var altered = layer with { Payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(layer.Payload.Span).Replace("null", "{}", StringComparison.Ordinal)) };
        Assert.Equal(["SIG-0002", "SIG-0003", "SIG-0005"], Codes(Assess(altered), CheckOutcome.Failed));
    }

    [Theory]
    [InlineData("not json", "SIG-0001")]
    [InlineData("{\"critical\":{\"type\":\"x\",\"type\":\"y\"}}", "SIG-0001")]
    [InlineData("{\"critical\":{\"type\":\"cosign container image signature\"}}", "SIG-0003")]
    [InlineData("{\"critical\":{\"type\":\"cosign container image signature\",\"image\":{\"Docker-manifest-digest\":\"x\"}}}", "SIG-0003")]
    public void Payload_that_names_nothing_fails(string payload, string code) =>
        Assert.Equal([code], Codes(Assess(Signed(payload)), CheckOutcome.Failed));

    [Fact]
    public void Missing_and_undecodable_signatures_fail()
    {
        var good = Signed(Payload(Image));
        Assert.Equal(["SIG-0004"], Codes(Assess(good with { Annotations = ImmutableDictionary<string, string>.Empty }), CheckOutcome.Failed));
        Assert.Equal(["SIG-0004"], Codes(Assess(With(good, SimpleSigningLayer.SignatureAnnotation, "%%%")), CheckOutcome.Failed));
        Assert.Equal(["SIG-0005"], Codes(Assess(With(good, SimpleSigningLayer.SignatureAnnotation, "AAAA")), CheckOutcome.Failed));
    }

    [Fact]
    public void Strangers_signature_fails_and_names_the_keys_tried()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var assessment = SimpleSigningVerifier.Assess(Signed(Payload(Image), stranger), Subject, Trust, TestTrust.At);
        Assert.Contains("tried signer", Assert.Single(assessment.Failures), StringComparison.Ordinal);
        Assert.Null(assessment.Signer);
    }

    [Fact]
    public void Without_trust_the_outcome_is_indeterminate_and_failures_stay_failures()
    {
        var assessment = SimpleSigningVerifier.Assess(Signed(Payload(Image)), Subject, null, TestTrust.At);
        Assert.Equal(CheckOutcome.Indeterminate, assessment.Outcome);
        Assert.Equal(CheckOutcome.Failed, SimpleSigningVerifier.Assess(Signed(Payload(Other)), Subject, null, TestTrust.At).Outcome);
    }

    [Fact]
    public void Certificate_beside_the_signature_is_indeterminate_without_a_trusted_root()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stranger", stranger, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TestTrust.At, TestTrust.At.AddYears(1));
        var layer = With(Signed(Payload(Image), stranger), SimpleSigningLayer.CertificateAnnotation, certificate.ExportCertificatePem());
        Assert.Equal(["SIG-0008"], Codes(Assess(layer), CheckOutcome.Indeterminate));
        Assert.Equal(["SIG-0011"], Codes(SimpleSigningVerifier.Assess(layer, Subject, null, TestTrust.At), CheckOutcome.Indeterminate));
        Assert.Null(Assess(layer).Signer);
        Assert.Equal(["SIGSTORE-0002"], Codes(Assess(With(layer, SimpleSigningLayer.CertificateAnnotation, "-----BEGIN CERTIFICATE-----")), CheckOutcome.Failed));
    }

    [Fact]
    public void Log_entry_beside_a_known_key_is_noted() =>
        Assert.Equal(CheckOutcome.Note, Assess(With(Signed(Payload(Image)), SimpleSigningLayer.BundleAnnotation, "{}")).Outcome);

    [Theory]
    [InlineData("    validFrom: 2027-01-01", CheckOutcome.Failed)]
    [InlineData("    validUntil: 2026-01-01", CheckOutcome.Indeterminate)]
    [InlineData("    validFrom: 2026-01-01\n    validUntil: 2027-01-01", CheckOutcome.Passed)]
    public void Window_of_the_key_is_judged(string window, CheckOutcome expected) =>
        Assert.Equal(expected, SimpleSigningVerifier.Assess(Signed(Payload(Image)), Subject, TestTrust.Of(Key, window), TestTrust.At).Outcome);

    [Fact]
    public void Mutated_layers_are_never_verified_and_never_throw()
    {
        var good = Signed(Payload(Image));
        foreach (var mutated in Mutations.Of(good.Payload.ToArray(), Mutations.Count, 11))
        {
            if (mutated.AsSpan().SequenceEqual(good.Payload.Span)) continue;
            Assert.Equal(CheckOutcome.Failed, Assess(good with { Payload = mutated }).Outcome);
        }
    }

    private static SignatureAssessment Assess(SimpleSigningLayer layer) => SimpleSigningVerifier.Assess(layer, Subject, Trust, TestTrust.At);

    private static string[] Codes(SignatureAssessment assessment, CheckOutcome outcome) =>
        [.. assessment.Checks.Where(check => check.Outcome == outcome).Select(check => check.Code.Text)];

    private static SimpleSigningLayer With(SimpleSigningLayer layer, string name, string value) => layer with { Annotations = layer.Annotations.SetItem(name, value) };

    private static string Payload(Digest digest, string type = "cosign container image signature") =>
        $$$"""{"critical":{"identity":{"docker-reference":"registry.example:5000/app:1@{{{digest}}}"},"image":{"docker-manifest-digest":"{{{digest}}}"},"type":"{{{type}}}"},"optional":null}""";

    private static SimpleSigningLayer Signed(string payload, ECDsa? key = null)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var signature = (key ?? Key).SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new SimpleSigningLayer(bytes, ImmutableDictionary<string, string>.Empty.Add(SimpleSigningLayer.SignatureAnnotation, Convert.ToBase64String(signature)));
    }
}
