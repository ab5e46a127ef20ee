using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.X509;

namespace Compliance.Tests.Cryptography.Keys;

public sealed class PublicKeysTests
{
    private static readonly byte[] Data = "signed by a test"u8.ToArray();

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", "SHA256", "ecdsa-p256-sha256")]
    [InlineData("1.3.132.0.34", "SHA384", "ecdsa-p384-sha384")]
    [InlineData("1.3.132.0.34", "SHA256", "ecdsa-p384-sha256")]
    [InlineData("1.3.132.0.35", "SHA512", "ecdsa-p521-sha512")]
    public void Ecdsa_signature_verifies_and_names_its_algorithm(string curve, string hash, string expected)
    {
        using var signer = ECDsa.Create(ECCurve.CreateFromValue(curve));
        var signature = signer.SignData(Data, new HashAlgorithmName(hash), DSASignatureFormat.Rfc3279DerSequence);
        var key = PublicKeys.Read(Encoding.ASCII.GetBytes(signer.ExportSubjectPublicKeyInfoPem()), "key.pem").Required();
        Assert.Equal(expected, key.FindAlgorithm(Data, signature)?.Name);
        Assert.Null(key.FindAlgorithm("other"u8, signature));
        signature[^1] ^= 1;
        Assert.Null(key.FindAlgorithm(Data, signature));
    }

    [Fact]
    public void Ecdsa_signature_with_both_numbers_side_by_side_verifies()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = PublicKeys.Read(signer.ExportSubjectPublicKeyInfo(), "key.der").Required();
        var signature = signer.SignData(Data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Assert.Equal("ecdsa-p256-sha256", key.FindAlgorithm(Data, signature)?.Name);
        Assert.False(key.Verify(Data, signature, key.Algorithms[0]));
        signature[0] ^= 1;
        Assert.Null(key.FindAlgorithm(Data, signature));
    }

    [Theory]
    [InlineData(2048, false, "rsa-2048-pkcs1-sha256")]
    [InlineData(3072, true, "rsa-3072-pss-sha256")]
    public void Rsa_signature_verifies_and_names_its_algorithm(int bits, bool pss, string expected)
    {
        using var signer = RSA.Create(bits);
        var signature = signer.SignData(Data, HashAlgorithmName.SHA256, pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        var key = PublicKeys.Read(signer.ExportSubjectPublicKeyInfo(), "key.der").Required();
        Assert.Equal(expected, key.FindAlgorithm(Data, signature)?.Name);
        Assert.Null(key.FindAlgorithm("other"u8, signature));
    }

    [Fact]
    public void Ed25519_signature_of_another_implementation_verifies()
    {
        Assert.SkipUnless(PlatformModule.HasEd25519, "the platform has no libcrypto");
        var signer = new Ed25519PrivateKeyParameters(Enumerable.Range(1, 32).Select(item => (byte)item).ToArray());
        var signing = new Ed25519Signer();
        signing.Init(forSigning: true, signer);
        signing.BlockUpdate(Data, 0, Data.Length);
        var signature = signing.GenerateSignature();
        var key = PublicKeys.ReadSpki(SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(signer.GeneratePublicKey()).GetDerEncoded(), "key").Required();
        Assert.Equal("ed25519", key.FindAlgorithm(Data, signature)?.Name);
        Assert.Null(key.FindAlgorithm("other"u8, signature));
        Assert.Null(key.FindAlgorithm(Data, signature.AsSpan(0, 63)));
        signature[10] ^= 1;
        Assert.Null(key.FindAlgorithm(Data, signature));
    }

    [Fact]
    public void Rfc8032_test_vector_verifies()
    {
        Assert.SkipUnless(PlatformModule.HasEd25519, "the platform has no libcrypto");
        var spki = Convert.FromHexString("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var signature = Convert.FromHexString(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        Assert.NotNull(PublicKeys.ReadSpki(spki, "rfc8032").Required().FindAlgorithm([], signature));
    }

    [Fact]
    public void Certificate_gives_its_key_and_the_same_fingerprint()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test key", signer, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80));
        var fromPem = PublicKeys.Read(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()), "cert.pem").Required();
        var fromDer = PublicKeys.Read(certificate.RawData, "cert.der").Required();
        var direct = PublicKeys.Read(signer.ExportSubjectPublicKeyInfo(), "key.der").Required();
        Assert.Equal(direct, fromPem);
        Assert.Equal(direct.Fingerprint, fromDer.Fingerprint);
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(signer.ExportSubjectPublicKeyInfo())), direct.Fingerprint.ToString());
    }

    [Fact]
    public void Private_key_is_refused_with_its_own_code()
    {
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertRefused(KeyCodes.PrivateKey, Encoding.ASCII.GetBytes(signer.ExportPkcs8PrivateKeyPem()));
        AssertRefused(KeyCodes.PrivateKey, Encoding.ASCII.GetBytes(signer.ExportECPrivateKeyPem()));
    }

    [Fact]
    public void Unsuitable_keys_are_refused_by_cause()
    {
        using var small = RSA.Create(1024);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        var pem = p256.ExportSubjectPublicKeyInfoPem();
        AssertRefused(KeyCodes.RsaParameters, small.ExportSubjectPublicKeyInfo());
        AssertRefused(KeyCodes.UnsupportedAlgorithm, other.ExportSubjectPublicKeyInfo());
        AssertRefused(KeyCodes.Ambiguous, Encoding.ASCII.GetBytes(pem + "\n" + pem));
        AssertRefused(KeyCodes.Unreadable, []);
        AssertRefused(KeyCodes.Unreadable, "hello"u8);
        AssertRefused(KeyCodes.Unreadable, [.. p256.ExportSubjectPublicKeyInfo(), 0]);
        AssertRefused(KeyCodes.Unreadable, new byte[PublicKeys.MaxBytes + 1]);
    }

    [Fact]
    public void Mutated_keys_are_read_or_refused_without_a_throw()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        foreach (var seed in (byte[][])[ec.ExportSubjectPublicKeyInfo(), rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(ec.ExportSubjectPublicKeyInfoPem())])
        {
            foreach (var mutated in Mutations.Of(seed, Mutations.Count, 5)) _ = PublicKeys.Read(mutated, "mutated");
        }
    }

    private static void AssertRefused(DiagnosticCode code, ReadOnlySpan<byte> key) => Assert.Equal(code, Assert.Single(PublicKeys.Read(key, "key").Defects).Code);
}
