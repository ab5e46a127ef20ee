using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Compliance.Cryptography.Cms;

/// <summary>Makes a CAdES-B-B signature a CAdES-B-T one (ETSI EN 319 122-1 section 5.3): the token stands in the unsigned attributes of its one signer.</summary>
public static class CadesTimestamp
{
    /// <param name="signature">CMS in DER with one signer.</param>
    /// <param name="stamp">Gives the token (CMS, DER) over the signature value.</param>
    public static byte[] Attach(byte[] signature, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        var cms = new SignedCms();
        cms.Decode(signature);
        var signer = cms.SignerInfos[0];
        signer.AddUnsignedAttribute(new AsnEncodedData(new Oid(CmsOids.TimestampToken), stamp(signer.GetSignature()).ToArray()));
        return cms.Encode();
    }
}
