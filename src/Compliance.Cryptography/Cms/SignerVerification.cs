using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Algorithms;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Checks;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Cms;

/// <summary>The checks on one SignerInfo: its attributes, its algorithms and its value.</summary>
internal sealed class SignerVerification(SignedMessage data, SignerEntry signer, X509Certificate2? certificate)
{
    private static readonly ImmutableArray<string> Required = [CmsOids.ContentType, CmsOids.MessageDigest, CmsOids.SigningTime, CmsOids.SigningCertificateV2];

    public string AlgorithmName { get; private set; } = "";

    public DateTimeOffset? ClaimedAt { get; } = ReadTime(signer);

    public ReadOnlyMemory<byte>? TimestampToken { get; } = signer.UnsignedAttributes is [{ Oid: CmsOids.TimestampToken, Values: [var token] }] ? token : (ReadOnlyMemory<byte>?)null;

    public IEnumerable<VerificationCheck> CheckAttributes(ReadOnlySpan<byte> content) =>
        [CheckPresence(), CheckContentType(), CheckMessageDigest(content), CheckSigningCertificate(), CheckUnsigned()];

    public IEnumerable<VerificationCheck> CheckSignature()
    {
        if (certificate is null)
            return [new VerificationCheck(CmsCodes.SignatureValue, CheckOutcome.Failed, "without the signer's certificate the signature can't be checked")];
        if (!PublicKeys.Of(certificate, "signer").TryGet(out var key))
            return [new VerificationCheck(CmsCodes.SignatureValue, CheckOutcome.Failed, "the signer's key is of a kind or size that is not accepted")];
        if (Algorithm(key) is not { } algorithm)
        {
            return
            [
                new VerificationCheck(CmsCodes.Algorithm, CheckOutcome.Failed, $"signature {signer.SignatureAlgorithm} with digest {signer.DigestAlgorithm}: ECDSA or RSA with one of SHA-256, SHA-384, SHA-512 is needed, said the same everywhere"),
                new VerificationCheck(CmsCodes.SignatureValue, CheckOutcome.Failed, "not checked with an algorithm that is not accepted"),
            ];
        }

        AlgorithmName = algorithm.Name;
        var isValid = !signer.SignedBytes.IsEmpty && IsCanonical(algorithm) && key.Verify(signer.SignedBytes.Span, signer.Signature.Span, algorithm);
        return
        [
            new VerificationCheck(CmsCodes.Algorithm, CheckOutcome.Passed, algorithm.Name),
            Check(CmsCodes.SignatureValue, isValid, $"{algorithm.Name}, computed by {PlatformModule.Current}", "the signature value is not the certificate's key over the signed attributes"),
        ];
    }

    private static VerificationCheck Check(DiagnosticCode code, bool passed, string good, string bad) => CertificateUsage.Check(code, passed, good, bad);

    private static DateTimeOffset? ReadTime(SignerEntry signer)
    {
        if (Single(signer, CmsOids.SigningTime) is not { } value) return null;
        try
        {
            var reader = new AsnReader(value, AsnEncodingRules.DER);
            var time = reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
            reader.ThrowIfNotEmpty();
            return time.ToUniversalTime();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? Single(SignerEntry signer, string oid)
    {
        var found = signer.SignedAttributes.Where(attribute => attribute.Oid == oid).ToArray();
        return found is [{ Values: [var value] }] ? value : (ReadOnlyMemory<byte>?)null;
    }

    private VerificationCheck CheckPresence()
    {
        var missing = Required.Where(oid => Single(signer, oid) is null).ToArray();
        var others = signer.SignedAttributes.Where(attribute => !Required.Contains(attribute.Oid)).Select(attribute => attribute.Oid).ToArray();
        if (missing.Length > 0)
            return new VerificationCheck(CmsCodes.SignedAttributes, CheckOutcome.Failed, $"signed attributes absent or not exactly once: {string.Join(", ", missing)}");
        return others.Length == 0
            ? new VerificationCheck(CmsCodes.SignedAttributes, CheckOutcome.Passed, "content type, digest, time and certificate are signed")
            : new VerificationCheck(CmsCodes.SignedAttributes, CheckOutcome.Note, $"further signed attributes: {string.Join(", ", others)}");
    }

    private VerificationCheck CheckContentType()
    {
        var isData = Single(signer, CmsOids.ContentType) is { } value && TryRead(value, reader => reader.ReadObjectIdentifier()) == CmsOids.Data;
        return Check(CmsCodes.Detached, isData, "the signed content type is id-data", "the signed content type is not id-data");
    }

    private VerificationCheck CheckMessageDigest(ReadOnlySpan<byte> content)
    {
        var wanted = Hash(signer.DigestAlgorithm, content);
        var found = Single(signer, CmsOids.MessageDigest) is { } value ? TryRead(value, reader => reader.ReadOctetString()) : null;
        return Check(CmsCodes.MessageDigest, wanted is not null && found is not null && wanted.AsSpan().SequenceEqual(found),
            "the signed digest is the content's", $"the signed digest is {(found is null ? "absent" : Convert.ToHexStringLower(found))}, the content has {(wanted is null ? "none of an accepted kind" : Convert.ToHexStringLower(wanted))}");
    }

    private VerificationCheck CheckSigningCertificate()
    {
        if (signer.SignedAttributes.Any(attribute => attribute.Oid == CmsOids.SigningCertificateV1))
            return new VerificationCheck(CmsCodes.SigningCertificate, CheckOutcome.Failed, "signing-certificate of version 1 rests on SHA-1");
        if (Single(signer, CmsOids.SigningCertificateV2) is not { } value) return new VerificationCheck(CmsCodes.SigningCertificate, CheckOutcome.Failed, "signing-certificate-v2 is absent");
        var problem = certificate is null ? "there is no certificate to compare signing-certificate-v2 with" : EssCertificate.Problem(value, certificate.RawDataMemory.Span);
        return Check(CmsCodes.SigningCertificate, problem is null, "signing-certificate-v2 is the signer's certificate", problem ?? "");
    }

    private VerificationCheck CheckUnsigned() => Check(CmsCodes.UnsignedAttributes, signer.UnsignedAttributes.IsEmpty || TimestampToken is not null,
        TimestampToken is null ? "no unsigned attributes" : "one timestamp token", $"unsigned attributes that nothing protects: {string.Join(", ", signer.UnsignedAttributes.Select(attribute => attribute.Oid))}");

    private SignatureAlgorithm? Algorithm(Keys.PublicKey key)
    {
        if (CmsOids.HashName(signer.DigestAlgorithm) is not { } hash || CmsOids.SignatureHashName(signer.SignatureAlgorithm) is not { } own) return null;
        var isRsa = signer.SignatureAlgorithm.StartsWith("1.2.840.113549.", StringComparison.Ordinal);
        if ((own.Length > 0 && own != hash) || isRsa != (key.Kind == KeyKind.Rsa) || key.Kind == KeyKind.Ed25519) return null;
        if (data.DigestAlgorithms is not [var listed] || listed != signer.DigestAlgorithm || !HasProperParameters(isRsa)) return null;
        if (!isRsa) return SignatureAlgorithms.Ecdsa(key.Bits, hash);
        return SignatureAlgorithms.Rsa(signer.SignatureAlgorithm == CmsOids.RsaPss ? SignatureFamily.RsaPss : SignatureFamily.RsaPkcs1, key.Bits, hash);
    }

    // ECDSA has no parameters (RFC 5754 section 3.3), RSA v1.5 has NULL (section 3.2), which some writers leave out; PSS says the digest twice and its length as salt (RFC 4055 section 3.1).
    private bool HasProperParameters(bool isRsa)
    {
        if (!isRsa) return signer.SignatureParameters.IsEmpty;
        return signer.SignatureAlgorithm == CmsOids.RsaPss ? PssParameters.AreOf(signer.DigestAlgorithm, signer.SignatureParameters.Span) : signer.SignatureParameters.IsEmpty || signer.SignatureParameters.Span.SequenceEqual((ReadOnlySpan<byte>)[5, 0]);
    }

    // A signature of other spelling but the same numbers would be another file with the same meaning.
    private bool IsCanonical(SignatureAlgorithm algorithm) => algorithm.Family != SignatureFamily.Ecdsa || TryRead(signer.Signature, reader =>
    {
        var sequence = reader.ReadSequence();
        sequence.ReadInteger();
        sequence.ReadInteger();
        sequence.ThrowIfNotEmpty();
        return "";
    }) is not null;

    private static byte[]? Hash(string oid, ReadOnlySpan<byte> content) => oid switch
    {
        CmsOids.Sha256 => SHA256.HashData(content),
        CmsOids.Sha384 => SHA384.HashData(content),
        CmsOids.Sha512 => SHA512.HashData(content),
        _ => null,
    };

    private static T? TryRead<T>(ReadOnlyMemory<byte> encoded, Func<AsnReader, T> read)
        where T : class
    {
        try
        {
            var reader = new AsnReader(encoded, AsnEncodingRules.DER);
            var value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
