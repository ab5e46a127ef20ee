using System.Security.Cryptography;
using Compliance.Cryptography.Keys;
using Compliance.Cryptography.Signing.Tokens;
using Compliance.Formats.Reading;

namespace Compliance.Tests.Cryptography.Signing.Tokens;

/// <summary>Keys in SoftHSM: a real module, loaded by the product's own code.</summary>
public sealed class TokenSigningKeyTests
{
    private static readonly byte[] Data = "an image's statement"u8.ToArray();

    [Theory]
    [InlineData("p256", "ecdsa-p256-sha256")]
    [InlineData("p384", "ecdsa-p384-sha384")]
    [InlineData("rsa3072", "rsa-3072-pkcs1-sha256")]
    [InlineData("each-time", "ecdsa-p256-sha256")]
    public void Keys_in_a_token_sign_and_their_public_half_verifies(string name, string algorithm)
    {
        SkipWithoutToken();
        using var key = Open(TestToken.Uri(name), TestToken.Pin).Required();
        Assert.Equal(algorithm, key.Algorithm.Name);
        Assert.StartsWith("PKCS#11 token 'test token' (SoftHSM", key.Place, StringComparison.Ordinal);
        for (var times = 0; times < 20; times++)
        {
            var signature = key.Sign(Data);
            Assert.True(key.PublicKey.Verify(Data, signature, key.Algorithm));
            Assert.True(VerifiesByPlatform(key.PublicKey.Spki.ToArray(), signature, key.Algorithm.Hash));
        }
    }

    [Theory]
    [InlineData("p256", "wrong-pin", "SIGN-0002")]
    [InlineData("p256", "", "SIGN-0002")]
    [InlineData("absent", TestToken.Pin, "SIGN-0007")]
    [InlineData("twice", TestToken.Pin, "SIGN-0007")]
    [InlineData("rsa2048", TestToken.Pin, "SIGN-0004")]
    public void What_can_not_sign_is_refused_with_its_cause(string name, string pin, string code)
    {
        SkipWithoutToken();
        AssertRefused(code, Open(TestToken.Uri(name), pin));
    }

    [Fact]
    public void Two_keys_of_one_name_are_told_apart_by_their_id()
    {
        SkipWithoutToken();
        var one = PublicKeyOf("object=twice;id=%06");
        Assert.NotEqual(one, PublicKeyOf("id=%07"));
        Assert.Equal(one, PublicKeyOf("id=%06;object=twice;type=private"));

        static PublicKey PublicKeyOf(string name)
        {
            using var key = Open(TestToken.Uri("twice").Replace("object=twice", name, StringComparison.Ordinal), TestToken.Pin).Required();
            AssertRefused("SIGN-0007", Open(TestToken.Uri("p256"), TestToken.Pin));
            return key.PublicKey;
        }
    }

    [Fact]
    public void A_token_or_module_that_is_not_there_is_named()
    {
        SkipWithoutToken();
        AssertRefused("SIGN-0007", Open(TestToken.Uri("p256").Replace("test%20token", "other", StringComparison.Ordinal), TestToken.Pin));
        AssertRefused("SIGN-0007", Open("pkcs11:object=x?module-path=/nonexistent/module.so", "x"));
        AssertRefused("SIGN-0007", Open($"pkcs11:object=x?module-path={typeof(TokenSigningKeyTests).Assembly.Location}", "x"));
    }

    [Theory]
    [InlineData("pkcs11:token=a;object=b?module-path=/m.so&pin-value=1234")]
    [InlineData("pkcs11:token=a;object=b?module-path=m.so")]
    [InlineData("pkcs11:token=a;object=b")]
    [InlineData("pkcs11:token=a?module-path=/m.so")]
    [InlineData("pkcs11:token=a;token=b;object=c?module-path=/m.so")]
    [InlineData("pkcs11:slot-id=1;object=c?module-path=/m.so")]
    [InlineData("pkcs11:object=c;type=public?module-path=/m.so")]
    [InlineData("pkcs11:object=c%0a?module-path=/m%00.so")]
    [InlineData("pkcs11:object=c%2?module-path=/m.so")]
    [InlineData("pkcs11:object=%zz?module-path=/m.so")]
    [InlineData("pkcs11:object?module-path=/m.so")]
    [InlineData("token=a")]
    public void Names_that_say_too_little_or_too_much_are_refused(string text) => Assert.Equal("SIGN-0006", Assert.IsType<Reading<TokenUri>.Rejected>(TokenUri.Parse(text)).Causes[0].Code.Text);

    [Fact]
    public void A_name_is_decoded_from_percent_signs()
    {
        var uri = TokenUri.Parse("pkcs11:token=a%20%C3%A4;object=k%3B;id=%0Aab;type=private?module-path=/usr/lib/m.so").Required();
        Assert.Equal(("a ä", "k;", "0A6162", "/usr/lib/m.so"), (uri.Token, uri.Object, uri.Id, uri.ModulePath));
    }

    private static Reading<TokenSigningKey> Open(string uri, string pin) => TokenSigningKey.Open(TokenUri.Parse(uri).Required(), pin);

    private static void AssertRefused(string code, Reading<TokenSigningKey> reading) => Assert.Equal(code, Assert.IsType<Reading<TokenSigningKey>.Rejected>(reading).Causes[0].Code.Text);

    private static bool VerifiesByPlatform(byte[] spki, byte[] signature, string hash)
    {
        var name = new HashAlgorithmName(hash.ToUpperInvariant());
        if (spki.Length > 200)
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(spki, out _);
            return rsa.VerifyData(Data, signature, name, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(spki, out _);
        return ecdsa.VerifyData(Data, signature, name, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static void SkipWithoutToken() => Assert.SkipWhen(!TestToken.IsThere, "softhsm2 and opensc are not installed");
}
