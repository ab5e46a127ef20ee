using System.Security.Cryptography;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Signing;

namespace Compliance.Tests.Cryptography.Signing;

public sealed class SigningIdentityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 2, 11, TimeSpan.Zero);
    private static readonly IdentityFiles Files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Test", Now), "", RandomNumberGenerator.Fill);

    [Fact]
    public void A_self_issued_identity_signs_what_its_anchor_verifies()
    {
        using var identity = Open(Files);
        var content = "content"u8.ToArray();
        var verification = CadesVerifier.Verify(identity.SignDetached(content, Now.AddSeconds(3)), content, TrustAnchors.Read(Files.Anchor, "anchor.pem").Required(), CertificateOids.DocumentSigning, Now.AddYears(19));
        Assert.Equal(CheckOutcome.Passed, VerificationCheck.Worst(verification.Checks));
        Assert.Equal(identity.CertificateFingerprint, verification.CertificateFingerprint);
        Assert.Equal("ecdsa-p384-sha384", verification.Algorithm);
        Assert.True(identity.IsSelfIssued);
        Assert.Contains("self-issued, for evaluation", identity.Subject, StringComparison.Ordinal);
        Assert.Equal(Files.Anchor, identity.AnchorPem.ToArray());
    }

    [Fact]
    public void A_passphrase_encrypts_by_pbes2_with_aes_256_and_many_rounds()
    {
        var files = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Test", Now), "correct horse", RandomNumberGenerator.Fill);
        var pem = Encoding.ASCII.GetString(files.Key);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", pem, StringComparison.Ordinal);
        var der = Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => line.Length > 0 && line[0] != '-')));
        foreach (var oid in (string[])["2A864886F70D01050D", "2A864886F70D01050C", "2A864886F70D0209", "60864801650304012A", "0203033450"])
            Assert.Contains(oid, Convert.ToHexString(der), StringComparison.Ordinal);
        using var identity = Open(files, "correct horse");
        Assert.Equal(SigningCodes.Passphrase, Problem(files, ""));
        Assert.Equal(SigningCodes.Passphrase, Problem(files, "wrong"));
    }

    [Fact]
    public void A_key_that_is_not_the_certificates_is_refused()
    {
        var other = IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, "Other", Now), "", RandomNumberGenerator.Fill);
        Assert.Equal(SigningCodes.KeyDiffers, Problem(Files with { Key = other.Key }, ""));
    }

    [Fact]
    public void The_root_does_not_sign_packages() =>
        Assert.Equal(SigningCodes.Usage, Problem(Files with { Certificates = Files.Anchor, Key = Files.AnchorKey }, ""));

    [Theory]
    [InlineData("")]
    [InlineData("no pem")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Files_that_are_no_certificates_or_keys_are_values_not_exceptions(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.False(SigningIdentity.Open(SignerRole.Collector, bytes, Files.Key, "").TryGet(out _));
        Assert.False(SigningIdentity.Open(SignerRole.Collector, Files.Certificates, bytes, "").TryGet(out _));
        Assert.False(TrustAnchors.Read(bytes, "x").TryGet(out _));
    }

    [Fact]
    public void A_certificate_below_a_root_is_no_anchor() => Assert.False(TrustAnchors.Read(Files.Certificates, "chain.pem").TryGet(out _));

    [Theory]
    [InlineData("a,b")]
    [InlineData("")]
    [InlineData("na\nme")]
    public void A_name_that_would_break_the_subject_is_the_callers_bug(string name) =>
        Assert.Throws<ArgumentException>(() => IdentityIssuer.Issue(new IdentityRequest(SignerRole.Collector, name, Now), "", RandomNumberGenerator.Fill));

    private static SigningIdentity Open(IdentityFiles files, string passphrase = "") => SigningIdentity.Open(SignerRole.Collector, files.Certificates, files.Key, passphrase).Required();

    private static Compliance.Formats.Reading.DiagnosticCode Problem(IdentityFiles files, string passphrase) =>
        SigningIdentity.Open(SignerRole.Collector, files.Certificates, files.Key, passphrase).Defects[0].Code;
}
