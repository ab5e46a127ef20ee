using System.Collections.Immutable;
using System.Formats.Asn1;

namespace Compliance.Cryptography.Cms;

/// <summary>
/// Takes a CMS signature apart, in DER only: what another reader could read differently (indefinite lengths, unsorted sets, trailing bytes,
/// parameters that say nothing) is refused.
/// </summary>
internal static class SignedDataReader
{
    private const int MaxBytes = 1 << 20;
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Context1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The structure, or a sentence about what is wrong.</summary>
    public static (SignedMessage? Data, string Problem) Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes) return (null, "larger than 1 MiB");
        try
        {
            var outer = new AsnReader(bytes, AsnEncodingRules.DER);
            var info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            if (info.ReadObjectIdentifier() != CmsOids.SignedData) return (null, "not a SignedData");
            var content = info.ReadSequence(Context0);
            info.ThrowIfNotEmpty();
            var data = ReadSignedData(content.ReadSequence());
            content.ThrowIfNotEmpty();
            return data is null ? (null, "a version or algorithm parameter is not the one of the profile") : (data, "");
        }
        catch (AsnContentException broken)
        {
            return (null, $"not CMS in DER: {broken.Message}");
        }
    }

    private static SignedMessage? ReadSignedData(AsnReader reader)
    {
        if (!reader.TryReadInt32(out var version) || version is not (1 or 3)) return null;
        var digests = ImmutableArray.CreateBuilder<string>();
        for (var set = reader.ReadSetOf(); set.HasData;)
        {
            if (ReadHashAlgorithm(set.ReadSequence()) is not { } digest) return null;
            digests.Add(digest);
        }

        var encapsulated = reader.ReadSequence();
        var contentType = encapsulated.ReadObjectIdentifier();
        var hasContent = encapsulated.HasData;
        ReadOnlyMemory<byte> content = default;
        if (hasContent)
        {
            var wrapped = encapsulated.ReadSequence(Context0);
            content = wrapped.ReadOctetString();
            wrapped.ThrowIfNotEmpty();
            encapsulated.ThrowIfNotEmpty();
        }

        // RFC 5652 section 5.1: version 3 when the content type is not id-data, 1 otherwise (no attribute certificates, no subject key identifiers here).
        if (version != (contentType == CmsOids.Data ? 1 : 3)) return null;
        var certificates = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        if (reader.PeekTag().HasSameClassAndValue(Context0))
        {
            for (var set = reader.ReadSetOf(Context0); set.HasData;) certificates.Add(set.ReadEncodedValue());
        }

        var hasRevocations = reader.PeekTag().HasSameClassAndValue(Context1);
        if (hasRevocations) reader.ReadEncodedValue();
        var signers = ImmutableArray.CreateBuilder<SignerEntry>();
        for (var set = reader.ReadSetOf(); set.HasData;)
        {
            if (ReadSigner(set.ReadSequence()) is not { } signer) return null;
            signers.Add(signer);
        }

        reader.ThrowIfNotEmpty();
        return new SignedMessage(digests.ToImmutable(), contentType, hasContent, content, certificates.ToImmutable(), hasRevocations, signers.ToImmutable());
    }

    private static SignerEntry? ReadSigner(AsnReader reader)
    {
        if (!reader.TryReadInt32(out var version) || version != 1) return null;
        var sid = reader.ReadSequence();
        var issuer = sid.ReadEncodedValue();
        var serial = sid.ReadIntegerBytes();
        sid.ThrowIfNotEmpty();
        if (ReadHashAlgorithm(reader.ReadSequence()) is not { } digest) return null;
        var (signed, signedBytes) = ReadAttributes(reader, Context0);
        var algorithm = reader.ReadSequence();
        var signatureOid = algorithm.ReadObjectIdentifier();
        ReadOnlyMemory<byte> parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        algorithm.ThrowIfNotEmpty();
        var signature = reader.ReadOctetString();
        var (unsigned, _) = ReadAttributes(reader, Context1);
        reader.ThrowIfNotEmpty();
        return new SignerEntry(issuer, serial, digest, signed, signedBytes, signatureOid, parameters, signature, unsigned);
    }

    private static (ImmutableArray<CmsAttribute> Attributes, ReadOnlyMemory<byte> Bytes) ReadAttributes(AsnReader reader, Asn1Tag tag)
    {
        if (!reader.HasData || !reader.PeekTag().HasSameClassAndValue(tag)) return ([], default);

        // RFC 5652 section 5.4: "the DER encoding of the SignedAttrs ... an EXPLICIT SET OF tag is used, rather than ... the IMPLICIT [0] tag".
        var bytes = reader.PeekEncodedValue().ToArray();
        bytes[0] = 0x31;
        var attributes = ImmutableArray.CreateBuilder<CmsAttribute>();
        for (var set = reader.ReadSetOf(tag); set.HasData;)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
            for (var inner = attribute.ReadSetOf(); inner.HasData;) values.Add(inner.ReadEncodedValue());
            attribute.ThrowIfNotEmpty();
            attributes.Add(new CmsAttribute(oid, values.ToImmutable()));
        }

        return (attributes.ToImmutable(), bytes);
    }

    // Parameters of hash algorithms are absent or NULL (RFC 5754 section 2); the identifier is null when they are something else.
    private static string? ReadHashAlgorithm(AsnReader reader)
    {
        var oid = reader.ReadObjectIdentifier();
        if (reader.HasData) reader.ReadNull();
        reader.ThrowIfNotEmpty();
        return oid;
    }
}
