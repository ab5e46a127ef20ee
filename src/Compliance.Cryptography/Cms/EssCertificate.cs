using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Compliance.Cryptography.Cms;

/// <summary>The signing-certificate-v2 attribute (RFC 5035 section 3): binds a signature to one certificate, not merely to a key.</summary>
internal static class EssCertificate
{
    public static byte[] Encode(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence()) writer.WriteObjectIdentifier(CmsOids.Sha384);
            writer.WriteOctetString(SHA384.HashData(certificate.RawDataMemory.Span));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4))) writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }

        return writer.Encode();
    }

    /// <summary>Null when the attribute names this certificate first; else what is wrong.</summary>
    /// <param name="certificate">DER.</param>
    public static string? Problem(ReadOnlyMemory<byte> attribute, ReadOnlySpan<byte> certificate)
    {
        try
        {
            var outer = new AsnReader(attribute, AsnEncodingRules.DER);
            var signing = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var id = signing.ReadSequence().ReadSequence();
            var hash = id.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? id.ReadSequence().ReadObjectIdentifier() : CmsOids.Sha256;
            var found = id.ReadOctetString();
            var wanted = hash switch
            {
                CmsOids.Sha256 => SHA256.HashData(certificate),
                CmsOids.Sha384 => SHA384.HashData(certificate),
                CmsOids.Sha512 => SHA512.HashData(certificate),
                _ => null,
            };
            if (wanted is null) return $"signing-certificate-v2 uses the digest {hash}: SHA-256, SHA-384 or SHA-512 is needed";
            return wanted.AsSpan().SequenceEqual(found) ? null : "signing-certificate-v2 names another certificate";
        }
        catch (AsnContentException)
        {
            return "signing-certificate-v2 is not readable";
        }
    }
}
