using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Dsse;
using Compliance.Cryptography.Trust;
using Compliance.Formats.Attestation;
using Compliance.Tests.Cryptography.Trust;

namespace Compliance.Tests.Cryptography.Dsse;

public sealed class DsseVerifierTests
{
    private static readonly byte[] Payload = "{\"_type\":\"https://in-toto.io/Statement/v1\"}"u8.ToArray();
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly TrustPolicy Trust = TestTrust.Of(Key);

    [Fact]
    public void Envelope_signed_by_a_trusted_key_is_verified()
    {
        var assessment = Assess([Good()]);
        Assert.Equal(CheckOutcome.Passed, assessment.Outcome);
        Assert.Equal(("signer", "ecdsa-p384-sha256"), (assessment.Signer?.Name, assessment.Algorithm?.Name));
    }

    [Fact]
    public void Payload_is_not_signed_without_its_type()
    {
        var bare = Key.SignData(Payload, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Assert.Equal(["SIG-0005"], Failed(Assess([new DsseSignature("", [.. bare], "")])));
    }

    [Fact]
    public void Another_payload_type_fails_even_when_signed()
    {
        var other = new DsseEnvelope("text/plain", [.. Payload], []);
        var signature = Key.SignData(other.PreAuthenticationEncoding(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Assert.Equal(["SIG-0002"], Failed(DsseVerifier.Assess(other with { Signatures = [new DsseSignature("", [.. signature], "")] }, Trust, TestTrust.At)));
        Assert.Contains("SIG-0002", Failed(DsseVerifier.Assess(new DsseEnvelope("application/vnd.in-toto+JSON", [.. Payload], [Good()]), Trust, TestTrust.At)));
    }

    [Fact]
    public void Any_one_good_signature_is_enough_for_a_bare_envelope()
    {
        var assessment = Assess([new DsseSignature("", [.. new byte[70]], ""), new DsseSignature("", [], ""), Good()]);
        Assert.Equal(CheckOutcome.Note, assessment.Outcome);
        Assert.Equal("signer", assessment.Signer?.Name);
    }

    [Fact]
    public void Envelope_without_a_usable_signature_fails()
    {
        Assert.Equal(["SIG-0012"], Failed(Assess([])));
        Assert.Equal(["SIG-0004"], Failed(Assess([new DsseSignature("k", [], "")])));
        Assert.Equal(["SIG-0012"], Failed(Assess([.. Enumerable.Repeat(Good(), 33)])));
    }

    [Fact]
    public void Certificate_beside_a_bare_signature_that_cannot_be_read_is_a_failure()
    {
        var assessment = DsseVerifier.Assess(Envelope([Good() with { Certificate = "-----BEGIN CERTIFICATE-----" }]), TestTrust.Of(ECDsa.Create()), TestTrust.At);
        Assert.Equal(CheckOutcome.Failed, assessment.Outcome);
        Assert.Contains(assessment.Failures, failure => failure.StartsWith("SIG-0008", StringComparison.Ordinal));
    }

    [Fact]
    public void Key_id_is_a_hint_unless_the_trust_asks_for_it()
    {
        Assert.Equal(CheckOutcome.Passed, Assess([Good("some other id")]).Outcome);
        var asked = TestTrust.Of(Key, "    keyId: the-id");
        Assert.Equal(CheckOutcome.Passed, DsseVerifier.Assess(Envelope([Good("the-id")]), asked, TestTrust.At).Outcome);
        Assert.Equal(["SIG-0005"], Failed(DsseVerifier.Assess(Envelope([Good("some other id")]), asked, TestTrust.At)));
        Assert.Equal(["SIG-0005"], Failed(DsseVerifier.Assess(Envelope([Good()]), asked, TestTrust.At)));
    }

    [Fact]
    public void Without_trust_the_outcome_is_indeterminate() =>
        Assert.Equal(CheckOutcome.Indeterminate, DsseVerifier.Assess(Envelope([Good()]), null, TestTrust.At).Outcome);

    private static SignatureAssessment Assess(ImmutableArray<DsseSignature> signatures) => DsseVerifier.Assess(Envelope(signatures), Trust, TestTrust.At);

    private static DsseEnvelope Envelope(ImmutableArray<DsseSignature> signatures) => new(DsseEnvelope.InTotoPayloadType, [.. Payload], signatures);

    private static DsseSignature Good(string keyId = "") =>
        new(keyId, [.. Key.SignData(Envelope([]).PreAuthenticationEncoding(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)], "");

    private static string[] Failed(SignatureAssessment assessment) =>
        [.. assessment.Checks.Where(check => check.Outcome == CheckOutcome.Failed).Select(check => check.Code.Text)];
}
