using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>
/// A signed certificate timestamp inside a certificate (RFC 6962 section 3.3): a certificate log's promise over the certificate without this extension.
/// </summary>
internal sealed record EmbeddedSct(byte[] LogId, ulong Milliseconds, byte[] Extensions, byte Hash, byte Family, byte[] Signature)
{
    private const string Oid = "1.3.6.1.4.1.11129.2.4.2";
    private const int MaxScts = 32;

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(Milliseconds, 253_402_300_799_999UL));

    /// <summary>Null when the list is malformed; empty when the certificate has none.</summary>
    public static ImmutableArray<EmbeddedSct>? ReadAll(ParsedCertificate certificate)
    {
        if (certificate.Find(Oid) is not { } extension) return [];
        try
        {
            ReadOnlySpan<byte> list = new AsnReader(extension.Value, AsnEncodingRules.DER).ReadOctetString();
            if (!Vector(ref list, out var items) || !list.IsEmpty) return null;
            var all = ImmutableArray.CreateBuilder<EmbeddedSct>();
            while (!items.IsEmpty)
            {
                if (all.Count == MaxScts || !Vector(ref items, out var item) || Read(item) is not { } sct) return null;
                all.Add(sct);
            }

            return all.ToImmutable();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The bytes that the log signed (RFC 6962 section 3.2): the TBSCertificate without the list, all other bytes kept, and the issuer's key.</summary>
    public byte[] SignedData(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        var tbs = WithoutScts(certificate);
        var data = new byte[12 + 32 + 3 + tbs.Length + 2 + Extensions.Length];
        // version v1, signature type certificate_timestamp, time, entry type precert_entry
        BinaryPrimitives.WriteUInt64BigEndian(data.AsSpan(2), Milliseconds);
        data[11] = 1;
        SHA256.HashData(issuer.Spki.Span, data.AsSpan(12));
        (data[44], data[45], data[46]) = ((byte)(tbs.Length >> 16), (byte)(tbs.Length >> 8), (byte)tbs.Length);
        tbs.CopyTo(data, 47);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(47 + tbs.Length), (ushort)Extensions.Length);
        Extensions.CopyTo(data, 49 + tbs.Length);
        return data;
    }

    private static byte[] WithoutScts(ParsedCertificate certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            // The head is several values one after the other, each as it stands.
            var head = new AsnReader(certificate.TbsHead, AsnEncodingRules.DER);
            while (head.HasData) writer.WriteEncodedValue(head.ReadEncodedValue().Span);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
            using (writer.PushSequence())
            {
                foreach (var extension in certificate.Extensions)
                {
                    if (extension.Oid != Oid) writer.WriteEncodedValue(extension.Encoded.Span);
                }
            }
        }

        return writer.Encode();
    }

    private static EmbeddedSct? Read(ReadOnlySpan<byte> item)
    {
        // uint8 version, opaque log id[32], uint64 time, extensions<0..2^16-1>, uint8 hash, uint8 signature, opaque signature<0..2^16-1>
        if (item.Length < 43 || item[0] != 0) return null;
        var logId = item[1..33].ToArray();
        var time = BinaryPrimitives.ReadUInt64BigEndian(item[33..41]);
        item = item[41..];
        if (!Vector(ref item, out var extensions) || item.Length < 4) return null;
        var (hash, family) = (item[0], item[1]);
        item = item[2..];
        return Vector(ref item, out var signature) && item.IsEmpty ? new EmbeddedSct(logId, time, extensions.ToArray(), hash, family, signature.ToArray()) : null;
    }

    private static bool Vector(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (input.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(input);
        if (input.Length < 2 + length) return false;
        value = input.Slice(2, length);
        input = input[(2 + length)..];
        return true;
    }
}
