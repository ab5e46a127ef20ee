using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Cms;
using Compliance.Tests.Cryptography.Cms;

namespace Compliance.Tests.Cryptography.Timestamps;

/// <summary>A timestamp authority in the process: stamps what it is told to, at any time, with any certificate.</summary>
internal sealed class TestTimestampAuthority
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    public TestTimestampAuthority(TestAuthority issuer, bool isCritical = true, string eku = CertificateOids.TimeStamping) =>
        certificate = issuer.Issue(key, request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(eku)], isCritical)), eku: "");

    public byte[] Stamp(ReadOnlySpan<byte> value, DateTimeOffset at, string hash = CmsOids.Sha256)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.2.3.4");
            using (writer.PushSequence())
            {
                using (writer.PushSequence()) writer.WriteObjectIdentifier(hash);
                writer.WriteOctetString(hash == CmsOids.Sha256 ? SHA256.HashData(value) : SHA1.HashData(value));
            }

            writer.WriteInteger(7);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
        }

        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, key) { DigestAlgorithm = new Oid(CmsOids.Sha256), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CmsOids.SigningCertificateV2), EssCertificate.Encode(certificate)));
        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), writer.Encode()), detached: false);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <summary>Puts a token over the signature value into the unsigned attributes.</summary>
    public byte[] Attach(byte[] signature, DateTimeOffset at, byte[]? other = null)
    {
        var cms = new SignedCms();
        cms.Decode(signature);
        var token = Stamp(other ?? cms.SignerInfos[0].GetSignature(), at);
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(CmsOids.TimestampToken), token));
        return cms.Encode();
    }
}
