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

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> Certificate => certificate.RawDataMemory;

    /// <param name="asNamed">How the token names its signer.</param>
    /// <param name="withCertificate">Whether the token brings the authority's certificate.</param>
    public byte[] Stamp(ReadOnlySpan<byte> value, DateTimeOffset at, string hash = CmsOids.Sha256, byte[]? nonce = null, SubjectIdentifierType asNamed = SubjectIdentifierType.IssuerAndSerialNumber, bool withCertificate = true)
        => Token(hash == CmsOids.Sha256 ? SHA256.HashData(value) : SHA1.HashData(value), at, hash, nonce, asNamed, withCertificate);

    /// <summary>Answers a TimeStampReq as an authority does.</summary>
    public byte[] Answer(byte[] request, DateTimeOffset at, bool withNonce = true)
    {
        if (!Rfc3161TimestampRequest.TryDecode(request, out var asked, out _)) throw new ArgumentException("no TimeStampReq", nameof(request));
        return Respond(Token(asked.GetMessageHash().ToArray(), at, asked.HashAlgorithmId.Value!, withNonce ? asked.GetNonce()?.ToArray() : null, SubjectIdentifierType.IssuerAndSerialNumber, asked.RequestSignerCertificate));
    }

    private byte[] Token(byte[] imprint, DateTimeOffset at, string hash, byte[]? nonce, SubjectIdentifierType asNamed, bool withCertificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.2.3.4");
            using (writer.PushSequence())
            {
                using (writer.PushSequence()) writer.WriteObjectIdentifier(hash);
                writer.WriteOctetString(imprint);
            }

            writer.WriteInteger(7);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
            if (nonce is not null) writer.WriteIntegerUnsigned(nonce);
        }

        var signer = new CmsSigner(asNamed, certificate, key) { DigestAlgorithm = new Oid(CmsOids.Sha256), IncludeOption = withCertificate ? X509IncludeOption.EndCertOnly : X509IncludeOption.None };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CmsOids.SigningCertificateV2), EssCertificate.Encode(certificate)));
        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), writer.Encode()), detached: false);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <summary>A TimeStampResp with the token, status granted.</summary>
    public static byte[] Respond(byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteInteger(0);
            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
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
