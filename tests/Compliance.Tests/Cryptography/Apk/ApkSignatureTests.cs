using System.Security.Cryptography;
using Compliance.Cryptography.Apk;
using Compliance.Cryptography.Checks;
using Compliance.Formats.Packages.Apk.Archives;
using Compliance.Tests.Formats.Packages.Apk;

namespace Compliance.Tests.Cryptography.Apk;

public sealed class ApkSignatureTests
{
    private static readonly byte[] Signed = "some bytes"u8.ToArray();

    private static (ApkKeyring Ring, RSA Key) Ring(int bits = 2048)
    {
        var rsa = RSA.Create(bits);
        return (ApkKeyring.Empty.With("keys/test.rsa.pub", System.Text.Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), "test").Required(), rsa);
    }

    private static ApkSignature Sign(RSA key, string algorithm, HashAlgorithmName hash, string name = "test.rsa.pub") =>
        new(algorithm, name, [.. key.SignData(Signed, hash, RSASignaturePadding.Pkcs1)]);

    [Fact]
    public void Approved_signature_of_a_trusted_key_passes()
    {
        var (ring, key) = Ring();
        var result = ApkSignatureVerifier.Verify([Sign(key, "RSA256", HashAlgorithmName.SHA256)], Signed, ring);

        Assert.True(result.IsVerified);
        Assert.Equal(CheckOutcome.Passed, result.Outcome);
        Assert.Equal("rsa-2048-pkcs1-sha256", result.Algorithm!.Name);
    }

    [Fact]
    public void Signature_over_sha1_is_noted_or_refused()
    {
        var (ring, key) = Ring();
        var signature = Sign(key, "RSA", HashAlgorithmName.SHA1);
        var tolerated = ApkSignatureVerifier.Verify([signature], Signed, ring);
        var refused = ApkSignatureVerifier.Verify([signature], Signed, ring, allowLegacy: false);

        Assert.Equal((true, CheckOutcome.Note), (tolerated.IsVerified, tolerated.Outcome));
        Assert.Equal((false, CheckOutcome.Failed), (refused.IsVerified, refused.Outcome));
        Assert.Contains(refused.Checks, check => check.Code == ApkSignatureCodes.LegacyAlgorithm);
    }

    [Fact]
    public void Approved_signature_wins_over_a_legacy_one_beside_it()
    {
        var (ring, key) = Ring();
        var result = ApkSignatureVerifier.Verify([Sign(key, "RSA", HashAlgorithmName.SHA1), Sign(key, "RSA512", HashAlgorithmName.SHA512)], Signed, ring, allowLegacy: false);
        Assert.Equal("rsa-2048-pkcs1-sha512", result.Algorithm!.Name);
    }

    [Fact]
    public void Key_of_the_same_name_that_is_another_one_fails()
    {
        var (ring, _) = Ring();
        using var other = RSA.Create(2048);
        var result = ApkSignatureVerifier.Verify([Sign(other, "RSA256", HashAlgorithmName.SHA256)], Signed, ring);
        Assert.Equal((false, CheckOutcome.Failed, ApkSignatureCodes.Bad), (result.IsVerified, result.Outcome, result.Checks.Single().Code));
    }

    [Fact]
    public void Unknown_key_is_indeterminate_and_no_signature_fails()
    {
        var (ring, key) = Ring();
        Assert.Equal(CheckOutcome.Indeterminate, ApkSignatureVerifier.Verify([Sign(key, "RSA256", HashAlgorithmName.SHA256, "x.rsa.pub")], Signed, ring).Outcome);
        Assert.Equal(CheckOutcome.Failed, ApkSignatureVerifier.Verify([], Signed, ring).Outcome);
        Assert.Equal(CheckOutcome.Indeterminate, ApkSignatureVerifier.Verify([new ApkSignature("DSA", "test.rsa.pub", [1])], Signed, ring).Outcome);
    }

    [Fact]
    public void Second_key_under_a_taken_name_is_refused()
    {
        var (ring, _) = Ring();
        using var other = RSA.Create(2048);
        Assert.False(ring.With("test.rsa.pub", System.Text.Encoding.ASCII.GetBytes(other.ExportSubjectPublicKeyInfoPem()), "second").TryGet(out _));
    }

    [Fact]
    public void Package_with_other_files_than_its_datahash_names_fails()
    {
        var bytes = ApkSamples.Package();
        using var stream = new MemoryStream(bytes);
        var archive = ApkArchive.Read(stream, "hello.apk").Required();
        var result = ApkPackageVerifier.Verify(stream, archive, ApkKeyring.Empty, fileName: "hello-9-r0.apk");

        Assert.Equal([ApkSignatureCodes.DataHash, ApkSignatureCodes.NameMismatch], result.Checks.Select(check => check.Code));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), result.File.Hex);
        Assert.Equal(Convert.ToHexStringLower(SHA1.HashData(bytes[(int)archive.Control.Offset..(int)archive.Control.End])), result.Identity.Hex);
    }
}
