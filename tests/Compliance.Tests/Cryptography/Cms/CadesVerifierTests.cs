using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Cms;

namespace Compliance.Tests.Cryptography.Cms;

public sealed class CadesVerifierTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("what was collected");
    private static readonly TestAuthority World = new();
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private static readonly X509Certificate2 Certificate = World.Issue(Key);

    /// <summary>A good signature in ways that are all accepted.</summary>
    public static TheoryData<string> Good() => ["p256", "p384", "p521", "rsa 3072", "rsa pss", "intermediate"];

    /// <summary>Case, code of the check that must fail.</summary>
    public static TheoryData<string, string> Bad() => new()
    {
        { "empty", "CMS-0001" }, { "garbage", "CMS-0001" }, { "trailing byte", "CMS-0001" }, { "zero signers", "CMS-0002" }, { "second signer", "CMS-0002" },
        { "attached", "CMS-0003" }, { "other content", "CMS-0005" }, { "no attributes", "CMS-0004" }, { "no time", "CMS-0004" }, { "no ess", "CMS-0006" },
        { "ess of another", "CMS-0006" }, { "ess v1", "CMS-0006" }, { "same key, other certificate", "CMS-0006" }, { "sha1", "CMS-0007" }, { "counter signature", "CMS-0010" },
        { "look-alike root", "CERT-0003" }, { "self-signed", "CERT-0003" }, { "server certificate", "CERT-0005" }, { "no purpose", "CERT-0005" }, { "authority as signer", "CERT-0007" },
        { "expired", "CERT-0004" }, { "not yet valid", "CERT-0004" }, { "rsa 1024", "CERT-0009" }, { "rsa exponent 3", "CERT-0009" }, { "secp256k1", "CERT-0009" },
        { "certificate by sha1", "CERT-0010" }, { "unknown critical extension", "CERT-0008" }, { "path too long", "CERT-0008" }, { "unused certificate", "CERT-0012" },
        { "certificate missing", "CMS-0008" }, { "time before the certificate", "CMS-0011" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_signature_passes_every_check(string name)
    {
        var verification = Verify(MakeGood(name));
        Assert.All(verification.Checks, check => Assert.Equal((CheckOutcome.Passed, ""), (check.Outcome, check.Outcome == CheckOutcome.Passed ? "" : $"{check.Code} {check.Detail}")));
        Assert.Equal(TestAuthority.At, verification.ClaimedAt);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_signature_fails_the_check_that_is_made_for_it(string name, string code)
    {
        var failed = Verify(MakeBad(name)).Checks.Where(check => check.Outcome == CheckOutcome.Failed).ToArray();
        Assert.Contains(code, failed.Select(check => check.Code.Text));
    }

    [Fact]
    public void Without_an_anchor_the_path_is_indeterminate_and_nothing_fails()
    {
        var checks = CadesVerifier.Verify(MakeGood("p384"), Content, null, CertificateOids.DocumentSigning, TestAuthority.At).Checks;
        Assert.Equal(CheckOutcome.Indeterminate, VerificationCheck.Worst(checks));
        Assert.Equal(CertificateCodes.Chain, Assert.Single(checks, check => check.Outcome == CheckOutcome.Indeterminate).Code);
    }

    [Fact]
    public void A_2048_bit_key_is_noted() =>
        Assert.Equal(CheckOutcome.Note, VerificationCheck.Worst(Verify(Rsa(2048)).Checks));

    [Fact]
    public void Every_flipped_byte_fails()
    {
        var good = MakeGood("p384");
        for (var at = 0; at < good.Length; at += Mutations.Count > 1_000 ? 1 : 7)
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= (byte)(1 << (at % 8));
            Assert.True(VerificationCheck.Worst(Verify(bad).Checks) == CheckOutcome.Failed, $"byte {at}");
        }
    }

    [Fact]
    public void Mutations_never_throw_and_never_pass()
    {
        foreach (var mutant in Mutations.Of(MakeGood("p384"), Mutations.Count, 5))
        {
            if (!mutant.AsSpan().SequenceEqual(MakeGood("p384"))) _ = Verify(mutant);
        }
    }

    private static CadesVerification Verify(byte[] signature) => CadesVerifier.Verify(signature, Content, World.Anchors, CertificateOids.DocumentSigning, TestAuthority.At);

    private static readonly Dictionary<string, byte[]> Made = [];

    private static byte[] MakeGood(string name)
    {
        lock (Made)
        {
            if (!Made.TryGetValue(name, out var made)) Made[name] = made = Make();
            return made;
        }

        byte[] Make() => name switch
        {
            "p256" => Ecdsa(ECCurve.NamedCurves.nistP256, CmsOids.Sha256),
            "p384" => TestAuthority.Sign(Content, Certificate, Key),
            "p521" => Ecdsa(ECCurve.NamedCurves.nistP521, CmsOids.Sha512),
            "rsa 3072" => Rsa(3072),
            "rsa pss" => Rsa(3072, RSASignaturePadding.Pss),
            "intermediate" => Below(new TestAuthority(), 1),
            _ => throw new ArgumentException(name),
        };
    }

    private static byte[] MakeBad(string name) => name switch
    {
        "empty" => [],
        "garbage" => "-----BEGIN PKCS7-----"u8.ToArray(),
        "trailing byte" => [.. MakeGood("p384"), 0],
        "zero signers" => TestAuthority.Sign(Content, Certificate, Key, after: cms => cms.RemoveSignature(0)),
        "second signer" => TestAuthority.Sign(Content, Certificate, Key, after: cms => cms.ComputeSignature(Rogue(), true)),
        "attached" => TestAuthority.Sign(Content, Certificate, Key, detached: false),
        "other content" => TestAuthority.Sign("other"u8.ToArray(), Certificate, Key),
        "no attributes" => TestAuthority.Sign(Content, Certificate, Key, ess: false, time: false),
        "no time" => TestAuthority.Sign(Content, Certificate, Key, time: false),
        "no ess" => TestAuthority.Sign(Content, Certificate, Key, ess: false),
        "ess of another" => TestAuthority.Sign(Content, Certificate, Key, essOf: World.Root),
        "ess v1" => TestAuthority.Sign(Content, Certificate, Key, ess: false, change: signer => signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CmsOids.SigningCertificateV1), EssCertificate.Encode(Certificate)))),
        "same key, other certificate" => TestAuthority.Sign(Content, World.Issue(Key), Key, essOf: Certificate),
        "sha1" => TestAuthority.Sign(Content, Certificate, Key, digest: "1.3.14.3.2.26"),
        "counter signature" => TestAuthority.Sign(Content, Certificate, Key, after: cms => cms.SignerInfos[0].ComputeCounterSignature(Rogue())),
        "look-alike root" => Below(new TestAuthority(), 0),
        "self-signed" => SelfSigned(),
        "server certificate" => With(eku: "1.3.6.1.5.5.7.3.1"),
        "no purpose" => With(eku: ""),
        "authority as signer" => With(isAuthority: true),
        "expired" => With(to: TestAuthority.At.AddDays(-1)),
        "not yet valid" => With(from: TestAuthority.At.AddDays(1)),
        "time before the certificate" => With(from: TestAuthority.At.AddDays(1)),
        "rsa 1024" => Rsa(1024),
        "rsa exponent 3" => WithKey(TestAuthority.RsaWithExponent3()),
        "secp256k1" => Ecdsa(ECCurve.CreateFromFriendlyName("secp256k1"), CmsOids.Sha256),
        "certificate by sha1" => With(hash: HashAlgorithmName.SHA1),
        "unknown critical extension" => With(request => request.CertificateExtensions.Add(new X509Extension("1.2.3.4.5", [5, 0], true))),
        "path too long" => Below(World, 2),
        "unused certificate" => TestAuthority.Sign(Content, Certificate, Key, extra: [new TestAuthority().Root]),
        "certificate missing" => TestAuthority.Sign(Content, Certificate, Key, change: signer => signer.IncludeOption = X509IncludeOption.None),
        _ => throw new ArgumentException(name),
    };

    private static CmsSigner Rogue()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, new TestAuthority().Issue(key), key) { DigestAlgorithm = new Oid(CmsOids.Sha384), IncludeOption = X509IncludeOption.EndCertOnly };
    }

    private static byte[] With(Action<CertificateRequest>? change = null, string eku = CertificateOids.DocumentSigning, DateTimeOffset? from = null, DateTimeOffset? to = null, bool isAuthority = false, HashAlgorithmName? hash = null) =>
        TestAuthority.Sign(Content, World.Issue(Key, change, eku, from, to, isAuthority, hash), Key);

    private static byte[] WithKey(AsymmetricAlgorithm key) => TestAuthority.Sign(Content, World.Issue(key), key);

    private static byte[] Ecdsa(ECCurve curve, string digest)
    {
        var key = ECDsa.Create(curve);
        return TestAuthority.Sign(Content, World.Issue(key), key, digest: digest);
    }

    private static byte[] Rsa(int bits, RSASignaturePadding? padding = null)
    {
        var key = RSA.Create(bits);
        return TestAuthority.Sign(Content, World.Issue(key), key, change: signer => signer.SignaturePadding = padding ?? RSASignaturePadding.Pkcs1);
    }

    private static byte[] SelfSigned()
    {
        var request = new CertificateRequest("CN=Test signer", Key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CertificateOids.DocumentSigning)], false));
        return TestAuthority.Sign(Content, request.CreateSelfSigned(TestAuthority.Start, TestAuthority.Start.AddYears(5)), Key);
    }

    // A signer with a number of authorities between it and the root. Zero with a foreign authority is the look-alike.
    private static byte[] Below(TestAuthority authority, int intermediates)
    {
        var root = intermediates > 0 ? World : authority;
        (X509Certificate2 Certificate, ECDsa Key) issuer = (root.Root, root.Key);
        var between = new List<X509Certificate2>();
        for (var level = 0; level < intermediates; level++)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN=Intermediate {level}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
            var certificate = request.Create(issuer.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer.Key), TestAuthority.Start, TestAuthority.Start.AddYears(20), [1, 2, (byte)level]);
            between.Add(certificate);
            issuer = (certificate, key);
        }

        return TestAuthority.Sign(Content, root.Issue(Key, issuer: issuer), Key, extra: [.. between]);
    }
}
