using System.Text;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing;
using Compliance.Cryptography.Signing.Statements;
using Compliance.Formats.Attestation;
using Compliance.Formats.Attestation.Writing;
using Compliance.Formats.Reading;
using Compliance.Tests.World;

namespace Compliance.Tests.Cryptography.Signing;

public sealed class PemSigningKeyTests
{
    private static readonly byte[] Data = "some bytes"u8.ToArray();

    [Theory]
    [InlineData("p256", "", "ecdsa-p256-sha256")]
    [InlineData("p384", "correct horse", "ecdsa-p384-sha384")]
    [InlineData("rsa3072", "correct horse", "rsa-3072-pkcs1-sha256")]
    public void Approved_key_signs_what_its_public_half_verifies(string kind, string passphrase, string algorithm)
    {
        var (pem, publicPem) = SigningKeys.Pem(kind, passphrase);
        using var key = PemSigningKey.Read(pem, passphrase).Required();
        var known = PublicKeys.Read(Encoding.ASCII.GetBytes(publicPem), "key").Required();
        Assert.Equal(algorithm, key.Algorithm.Name);
        Assert.Equal(known, key.PublicKey);
        Assert.True(known.Verify(Data, key.Sign(Data), key.Algorithm));
    }

    [Theory]
    [InlineData("p521", "", "", "SIGN-0004")]
    [InlineData("rsa2048", "", "", "SIGN-0004")]
    [InlineData("p256", "right", "wrong", "SIGN-0002")]
    [InlineData("p256", "right", "", "SIGN-0002")]
    public void Key_that_may_not_sign_is_refused(string kind, string passphrase, string given, string code) =>
        Assert.Equal(code, Assert.IsType<Reading<PemSigningKey>.Rejected>(PemSigningKey.Read(SigningKeys.Pem(kind, passphrase).Pem, given)).Causes[0].Code.Text);

    [Fact]
    public void Mutated_keys_never_throw()
    {
        foreach (var mutated in Mutations.Of(SigningKeys.Pem("p256").Pem, 1_000, 11))
        {
            if (PemSigningKey.Read(mutated, "").TryGet(out var key)) key.Dispose();
        }
    }

    [Fact]
    public void Hint_is_the_base64_of_the_fingerprint()
    {
        var key = SigningKeys.Of(TestSigner.Named("release")).PublicKey;
        Assert.Equal(key.Fingerprint.Hex, Convert.ToHexStringLower(Convert.FromBase64String(SigningKeyRules.HintOf(key))));
    }

    [Fact]
    public void Bundle_that_we_write_is_one_that_we_read()
    {
        var statement = StatementText.Write([("app", LayoutBuilder.DigestOf(Data))], "https://example.test/x", "{ \"b\": 1.0 }"u8);
        var signed = SignedStatement.Sign(statement, SigningKeys.Of(TestSigner.Named("release")));
        var bundle = SigstoreBundle.Read(signed.ToBundle(new byte[] { 1, 2, 3 }), "bundle").Required();
        Assert.Equal(statement, bundle.Envelope!.Payload.ToArray());
        Assert.Equal(bundle.PublicKeyHint, bundle.Envelope.Signatures[0].KeyId);
        Assert.Equal("AQID", bundle.VerificationMaterial["timestampVerificationData"]["rfc3161Timestamps"].Items.Single()["signedTimestamp"].AsText);
        var read = InTotoStatement.Read(statement, "statement").Required();
        Assert.True(read.IsAbout(LayoutBuilder.DigestOf(Data)));
        Assert.Contains("{ \"b\": 1.0 }", Encoding.UTF8.GetString(statement), StringComparison.Ordinal);
    }
}
