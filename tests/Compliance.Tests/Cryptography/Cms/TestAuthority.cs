using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Cms;

namespace Compliance.Tests.Cryptography.Cms;

/// <summary>Certificates and signatures of any quality, for verifiers to refuse.</summary>
internal sealed class TestAuthority
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset At = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public TestAuthority(string name = "CN=Test root", int? pathLength = 1)
    {
        Key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = new CertificateRequest(name, Key, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Root = request.CreateSelfSigned(Start, Start.AddYears(20));
    }

    public ECDsa Key { get; }

    public X509Certificate2 Root { get; }

    public TrustAnchors Anchors => TrustAnchors.Read(Encoding.ASCII.GetBytes(Root.ExportCertificatePem()), "root.pem").Required();

    /// <summary>A certificate for the key. The change is made before it is signed.</summary>
    public X509Certificate2 Issue(AsymmetricAlgorithm key, Action<CertificateRequest>? change = null, string eku = CertificateOids.DocumentSigning, DateTimeOffset? from = null, DateTimeOffset? to = null,
        bool isAuthority = false, HashAlgorithmName? hash = null, (X509Certificate2 Certificate, ECDsa Key)? issuer = null)
    {
        var digest = hash ?? HashAlgorithmName.SHA384;
        var request = key is ECDsa ecdsa ? new CertificateRequest("CN=Test signer", ecdsa, digest) : new CertificateRequest("CN=Test signer", (RSA)key, digest, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature : X509KeyUsageFlags.DigitalSignature, true));
        if (eku.Length > 0) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(eku)], false));
        change?.Invoke(request);
        var (certificate, signing) = issuer ?? (Root, Key);
        return request.Create(certificate.SubjectName, digest == HashAlgorithmName.SHA1 ? new Sha1Generator(signing) : X509SignatureGenerator.CreateForECDsa(signing), from ?? Start, to ?? Start.AddYears(20), RandomNumberGenerator.GetBytes(8).Prepend((byte)1).ToArray());
    }

    /// <summary>A signature with whatever the arguments leave out or put in.</summary>
    public static byte[] Sign(byte[] content, X509Certificate2 certificate, AsymmetricAlgorithm key, bool detached = true, bool ess = true, bool time = true, string digest = CmsOids.Sha384,
        X509Certificate2? essOf = null, X509Certificate2[]? extra = null, Action<CmsSigner>? change = null, Action<SignedCms>? after = null)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, key) { DigestAlgorithm = new Oid(digest), IncludeOption = X509IncludeOption.EndCertOnly };
        if (time) signer.SignedAttributes.Add(new Pkcs9SigningTime(At.UtcDateTime));
        if (ess) signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CmsOids.SigningCertificateV2), EssCertificate.Encode(essOf ?? certificate)));
        foreach (var other in extra ?? []) signer.Certificates.Add(other);
        change?.Invoke(signer);
        var cms = new SignedCms(new ContentInfo(content), detached);
        cms.ComputeSignature(signer, silent: true);
        after?.Invoke(cms);
        return cms.Encode();
    }

    /// <summary>An RSA key with a public exponent of 3, which the platform does not generate.</summary>
    public static RSA RsaWithExponent3()
    {
        while (true)
        {
            using var rsa = RSA.Create(3072);
            var parameters = rsa.ExportParameters(true);
            var (p, q) = (new BigInteger(parameters.P!, true, true), new BigInteger(parameters.Q!, true, true));
            var phi = (p - 1) * (q - 1);
            if (phi % 3 == 0) continue;
            var d = ((phi % 3 == 1 ? 2 * phi : phi) + 1) / 3;
            return RSA.Create(new RSAParameters
            {
                Modulus = parameters.Modulus,
                Exponent = [3],
                P = parameters.P,
                Q = parameters.Q,
                InverseQ = parameters.InverseQ,
                D = Fixed(d, 384),
                DP = Fixed(d % (p - 1), 192),
                DQ = Fixed(d % (q - 1), 192),
            });
        }
    }

    // The platform's own generator no longer signs with SHA-1.
    private sealed class Sha1Generator(ECDsa key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => Convert.FromHexString("300906072A8648CE3D0401");

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence);

        protected override PublicKey BuildPublicKey() => PublicKey.CreateFromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _);
    }

    private static byte[] Fixed(BigInteger value, int length)
    {
        var bytes = value.ToByteArray(true, true);
        return [.. new byte[length - bytes.Length], .. bytes];
    }
}
