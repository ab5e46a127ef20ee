using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>
/// A certificate taken apart (RFC 5280 section 4.1), with the bytes of each part as they stand in it. Nothing is judged here. Immutable.
/// </summary>
internal sealed class ParsedCertificate
{
    private readonly Lazy<Reading<PublicKey>> key;
    private readonly Lazy<byte[]> hash;

    private ParsedCertificate(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        key = new Lazy<Reading<PublicKey>>(() => PublicKeys.ReadSpki(Spki.Span, "certificate"));
        hash = new Lazy<byte[]>(() => SHA256.HashData(Encoded.Span));
    }

    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>TBSCertificate: what the issuer signed.</summary>
    public required ReadOnlyMemory<byte> Tbs { get; init; }

    public required string SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required ReadOnlyMemory<byte> Spki { get; init; }

    public required ImmutableArray<CertificateExtension> Extensions { get; init; }

    /// <summary>The parts of the TBSCertificate before the extensions, each in DER.</summary>
    public required ReadOnlyMemory<byte> TbsHead { get; init; }

    public Reading<PublicKey> Key => key.Value;

    /// <summary>SHA-256 of the DER.</summary>
    public ReadOnlySpan<byte> Hash => hash.Value;

    public bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    public CertificateExtension? Find(string oid) => Extensions.FirstOrDefault(extension => string.Equals(extension.Oid, oid, StringComparison.Ordinal));

    public bool IsValidAt(DateTimeOffset time) => NotBefore <= time && time <= NotAfter;

    /// <summary>Null when the bytes are not exactly one certificate in DER, or have an extension twice.</summary>
    public static ParsedCertificate? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var certificate = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var tbs = certificate.PeekEncodedValue();
            var fields = certificate.ReadSequence();
            var algorithm = certificate.PeekEncodedValue();
            var oid = certificate.ReadSequence().ReadObjectIdentifier();
            var signature = certificate.ReadBitString(out var unused);
            certificate.ThrowIfNotEmpty();
            return unused == 0 ? ReadFields(der, tbs, fields, algorithm, oid, signature) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ParsedCertificate? ReadFields(ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> tbs, AsnReader fields, ReadOnlyMemory<byte> algorithm, string oid, byte[] signature)
    {
        var start = new AsnReader(tbs, AsnEncodingRules.DER).PeekContentBytes();
        if (fields.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0))) fields.ReadEncodedValue();
        fields.ReadIntegerBytes();

        // RFC 5280 section 4.1.1.2: "This field MUST contain the same algorithm identifier as the signature field".
        if (!fields.ReadEncodedValue().Span.SequenceEqual(algorithm.Span)) return null;
        var issuer = fields.ReadEncodedValue();
        var validity = fields.ReadSequence();
        var (notBefore, notAfter) = (ReadTime(validity), ReadTime(validity));
        var subject = fields.ReadEncodedValue();
        var spki = fields.ReadEncodedValue();
        while (fields.HasData && !fields.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 3))) fields.ReadEncodedValue();
        var rest = fields.HasData ? fields.PeekEncodedValue().Length : 0;
        var extensions = fields.HasData ? ReadExtensions(fields) : [];
        if (fields.HasData || extensions.DistinctBy(extension => extension.Oid, StringComparer.Ordinal).Count() != extensions.Length) return null;
        return new ParsedCertificate(der)
        {
            Tbs = tbs,
            SignatureAlgorithm = oid,
            Signature = signature,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Spki = spki,
            Extensions = extensions,
            TbsHead = start[..^rest],
        };
    }

    private static DateTimeOffset ReadTime(AsnReader validity) =>
        validity.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? validity.ReadUtcTime() : validity.ReadGeneralizedTime();

    private static ImmutableArray<CertificateExtension> ReadExtensions(AsnReader fields)
    {
        var list = fields.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
        var extensions = ImmutableArray.CreateBuilder<CertificateExtension>();
        while (list.HasData)
        {
            var encoded = list.PeekEncodedValue();
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            extensions.Add(new CertificateExtension(oid, critical, extension.ReadOctetString(), encoded));
            extension.ThrowIfNotEmpty();
        }

        return extensions.ToImmutable();
    }
}
