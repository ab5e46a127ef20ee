using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Cms;
using Compliance.Cryptography.Sigstore.Certificates;

namespace Compliance.Cryptography.Sigstore.Timestamps;

/// <summary>
/// One RFC 3161 token taken apart. Tokens in DER by a signer named by issuer and serial number, with signing-certificate-v2, are checked here, with keys that are
/// imported once for all tokens of an authority; tokens of any other shape by the platform's reader.
/// </summary>
internal abstract class TimestampToken
{
    protected const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const int MaxCertificates = 16;

    public required Rfc3161TimestampTokenInfo Details { get; init; }

    /// <summary>What came in the token: material for the path, never an anchor.</summary>
    public required ImmutableArray<ParsedCertificate> Certificates { get; init; }

    /// <summary>Whether the certificate's key made the token's signature.</summary>
    public abstract bool SignedBy(ParsedCertificate signer);

    /// <summary>The algorithm of the token's signature when the certificate's key made it, for people.</summary>
    public abstract string AlgorithmOf(ParsedCertificate signer);

    /// <summary>Whether content type, message digest and signing certificate (RFC 5816) of the signed attributes are those of the token and the certificate.</summary>
    public abstract bool IsBoundTo(ParsedCertificate signer);

    /// <summary>Null when it is not CMS signed data over a TSTInfo by one signer.</summary>
    /// <param name="stamped">What the token should be over.</param>
    public static TimestampToken? Read(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped)
    {
        if (SignedDataReader.Read(token).Data is { HasContent: true, ContentType: TstInfo, Signers: [var signer], Certificates.Length: <= MaxCertificates } data
            && SingleAttribute(signer, CmsOids.SigningCertificateV2) is { } certificate
            && CmsOids.HashName(signer.DigestAlgorithm) is { } hash
            && CmsOids.SignatureHashName(signer.SignatureAlgorithm) is { } own && (own.Length == 0 || own == hash) && signer.SignatureAlgorithm != CmsOids.RsaPss
            && Rfc3161TimestampTokenInfo.TryDecode(data.Content, out var details, out var length) && length == data.Content.Length)
        {
            return new Strict(data.Content, signer, certificate, hash) { Details = details, Certificates = Parse(data.Certificates) };
        }

        return ByPlatform.Read(token, stamped);
    }

    private static ReadOnlyMemory<byte>? SingleAttribute(SignerEntry signer, string oid) =>
        signer.SignedAttributes.Where(attribute => attribute.Oid == oid).ToArray() is [{ Values: [var value] }] ? value : null;

    private static ImmutableArray<ParsedCertificate> Parse(IEnumerable<ReadOnlyMemory<byte>> certificates) => [.. certificates.Select(ParsedCertificate.Read).OfType<ParsedCertificate>()];

    private sealed class Strict(ReadOnlyMemory<byte> content, SignerEntry signer, ReadOnlyMemory<byte> certificate, string hash) : TimestampToken
    {
        public override bool SignedBy(ParsedCertificate by) =>
            Algorithm(by) is { } algorithm && by.Key.TryGet(out var key) && key.Verify(signer.SignedBytes.Span, signer.Signature.Span, algorithm);

        public override string AlgorithmOf(ParsedCertificate by) => Algorithm(by)?.Name ?? hash;

        private Algorithms.SignatureAlgorithm? Algorithm(ParsedCertificate by)
        {
            if (!by.Key.TryGet(out var key)) return null;
            var family = key.Kind == Keys.KeyKind.Rsa ? Algorithms.SignatureFamily.RsaPkcs1 : Algorithms.SignatureFamily.Ecdsa;
            var isRsa = signer.SignatureAlgorithm.StartsWith("1.2.840.113549.", StringComparison.Ordinal);
            return isRsa == (key.Kind == Keys.KeyKind.Rsa) ? CertificateSignature.Of(family, hash, key) : null;
        }

        public override bool IsBoundTo(ParsedCertificate by) =>
            SingleAttribute(signer, CmsOids.ContentType) is { } type && type.Span.SequenceEqual(EncodedType)
            && SingleAttribute(signer, CmsOids.MessageDigest) is { } digest && digest.Span.SequenceEqual((ReadOnlySpan<byte>)[0x04, (byte)Hash().Length, .. Hash()])
            && EssCertificate.Problem(certificate, by.Encoded.Span) is null;

        // OBJECT IDENTIFIER id-ct-TSTInfo in DER.
        private static ReadOnlySpan<byte> EncodedType => [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04];

        private byte[] Hash() => hash switch
        {
            "sha256" => SHA256.HashData(content.Span),
            "sha384" => SHA384.HashData(content.Span),
            _ => SHA512.HashData(content.Span),
        };
    }

    private sealed class ByPlatform(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped, string algorithm) : TimestampToken
    {
        public static new TimestampToken? Read(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped)
        {
            try
            {
                var cms = new SignedCms();
                cms.Decode(token.Span);
                if (cms.ContentInfo.ContentType.Value != TstInfo || cms.SignerInfos.Count != 1 || cms.Certificates.Count > MaxCertificates) return null;
                return Rfc3161TimestampTokenInfo.TryDecode(cms.ContentInfo.Content, out var details, out _)
                    ? new ByPlatform(token, stamped, $"signature {cms.SignerInfos[0].SignatureAlgorithm.Value}, digest {cms.SignerInfos[0].DigestAlgorithm.Value}") { Details = details, Certificates = Parse(cms.Certificates.Select(certificate => (ReadOnlyMemory<byte>)certificate.RawDataMemory)) }
                    : null;
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        // The platform looks for the signer among the token's own certificates, too: what it found must be the one that is asked for.
        public override bool SignedBy(ParsedCertificate by) => Verifies(by);

        public override bool IsBoundTo(ParsedCertificate by) => Verifies(by);

        public override string AlgorithmOf(ParsedCertificate by) => algorithm;

        private bool Verifies(ParsedCertificate by)
        {
            try
            {
                using var certificate = X509CertificateLoader.LoadCertificate(by.Encoded.Span);
                return Rfc3161TimestampToken.TryDecode(token, out var decoded, out _) && decoded.VerifySignatureForData(stamped.Span, out var found, [certificate])
                    && found.RawDataMemory.Span.SequenceEqual(by.Encoded.Span);
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
