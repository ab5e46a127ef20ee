using System.Formats.Asn1;

namespace Compliance.Cryptography.Cms;

/// <summary>RSASSA-PSS parameters (RFC 4055 section 3.1) in the only form that is accepted: MGF1 with the same hash, salt as long as the hash.</summary>
internal static class PssParameters
{
    public static bool AreOf(string hashOid, ReadOnlySpan<byte> encoded) => encoded.SequenceEqual(Encode(hashOid, hasNull: true)) || encoded.SequenceEqual(Encode(hashOid, hasNull: false));

    private static byte[] Encode(string hashOid, bool hasNull)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Tag(0))) WriteHash(writer, hashOid, hasNull);
            using (writer.PushSequence(Tag(1)))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.8");
                WriteHash(writer, hashOid, hasNull);
            }

            using (writer.PushSequence(Tag(2))) writer.WriteInteger(hashOid switch { CmsOids.Sha256 => 32, CmsOids.Sha384 => 48, _ => 64 });
        }

        return writer.Encode();
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number);

    private static void WriteHash(AsnWriter writer, string oid, bool hasNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (hasNull) writer.WriteNull();
        }
    }
}
