using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Algorithms;

namespace Compliance.Cryptography.Cms;

/// <summary>Makes detached CAdES-B-B signatures (ETSI EN 319 122-1): content-type, message-digest, signing-time and signing-certificate-v2 are signed.</summary>
internal static class CadesBuilder
{
    public static byte[] Sign(X509Certificate2 certificate, IEnumerable<X509Certificate2> intermediates, AsymmetricAlgorithm key, SignatureAlgorithm algorithm, ReadOnlyMemory<byte> content, DateTimeOffset signedAt)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate, key)
        {
            DigestAlgorithm = new Oid(DigestOid(algorithm.Hash)),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        foreach (var intermediate in intermediates) signer.Certificates.Add(intermediate);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(signedAt.UtcDateTime));
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CmsOids.SigningCertificateV2), EssCertificate.Encode(certificate)));
        var cms = new SignedCms(new ContentInfo(content.ToArray()), detached: true);
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    private static string DigestOid(string hash) => hash switch
    {
        "sha256" => CmsOids.Sha256,
        "sha384" => CmsOids.Sha384,
        "sha512" => CmsOids.Sha512,
        _ => throw new ArgumentException($"'{hash}' does not sign", nameof(hash)),
    };
}
