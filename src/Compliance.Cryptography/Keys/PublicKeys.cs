using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Keys;

/// <summary>Reads public keys from SubjectPublicKeyInfo, in DER or as PEM <c>PUBLIC KEY</c>, and from X.509 certificates.</summary>
public static class PublicKeys
{
    /// <summary>Longest input that is looked at, bytes: an RSA key of 8192 bits in PEM takes 1.5 KiB, a certificate rarely more than 4.</summary>
    public const int MaxBytes = 64 << 10;

    private const string IdEcPublicKey = "1.2.840.10045.2.1";
    private const string IdRsaEncryption = "1.2.840.113549.1.1.1";
    private const string IdEd25519 = "1.3.101.112";
    private const int MaxRsaBits = 8192;

    /// <summary>
    /// One public key from PEM (<c>PUBLIC KEY</c> or <c>CERTIFICATE</c>, exactly one block, RFC 7468) or DER of either. A private key is refused with its own code.
    /// </summary>
    /// <param name="document">How defects name the input.</param>
    public static Reading<PublicKey> Read(ReadOnlySpan<byte> bytes, string document)
    {
        var at = new Locator(document);
        if (bytes.Length is 0 or > MaxBytes) return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "no key: empty or longer than 64 KiB");
        if (bytes[0] == 0x30) return ReadDer(bytes, at);
        var text = Encoding.UTF8.GetString(bytes);
        if (!PemEncoding.TryFind(text, out var fields))
            return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "neither PEM nor DER: expected one PUBLIC KEY or CERTIFICATE block");
        var label = text[fields.Label];
        if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            return Readings.Reject<PublicKey>(KeyCodes.PrivateKey, at, "this is a private key; give its public half (openssl pkey -pubout) and keep this one away");
        if (PemEncoding.TryFind(text.AsSpan(fields.Location.End.GetOffset(text.Length)), out _))
            return Readings.Reject<PublicKey>(KeyCodes.Ambiguous, at, "more than one PEM block: put each key into its own file");
        var der = new byte[fields.DecodedDataLength];
        if (!Convert.TryFromBase64String(text[fields.Base64Data], der, out _)) return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "the PEM block is not base64");
        return label switch
        {
            "PUBLIC KEY" => ReadSpki(der, document),
            "CERTIFICATE" => ReadCertificate(der, at),
            _ => Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, $"PEM block '{label}': expected PUBLIC KEY or CERTIFICATE"),
        };
    }

    /// <summary>One SubjectPublicKeyInfo, DER, nothing after it.</summary>
    public static Reading<PublicKey> ReadSpki(ReadOnlySpan<byte> der, string document)
    {
        var at = new Locator(document);
        try
        {
            var bytes = der.ToArray();
            var outer = new AsnReader(bytes, AsnEncodingRules.DER);
            var spki = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            var algorithm = spki.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            var key = spki.ReadBitString(out var unused);
            spki.ThrowIfNotEmpty();
            if (unused != 0) return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "the key's bit string has unused bits");
            return oid switch
            {
                IdEcPublicKey => ReadEc(algorithm.ReadObjectIdentifier(), bytes, at),
                IdRsaEncryption => ReadRsa(key, bytes, at),
                IdEd25519 when key.Length == 32 => Readings.Accept(new PublicKey(KeyKind.Ed25519, 256, [.. bytes], key)),
                _ => Readings.Reject<PublicKey>(KeyCodes.UnsupportedAlgorithm, at, $"key algorithm {oid}: supported are ECDSA P-256, P-384, P-521, RSA and Ed25519"),
            };
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "not a SubjectPublicKeyInfo in DER");
        }
    }

    /// <summary>The public key of a certificate; says nothing about whether the certificate is to be trusted.</summary>
    public static Reading<PublicKey> Of(X509Certificate2 certificate, string document)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return ReadSpki(certificate.PublicKey.ExportSubjectPublicKeyInfo(), document);
    }

    private static Reading<PublicKey> ReadDer(ReadOnlySpan<byte> der, Locator at)
    {
        var spki = ReadSpki(der, at.Document);
        if (spki is Reading<PublicKey>.Accepted || spki.Defects[0].Code != KeyCodes.Unreadable) return spki;
        return ReadCertificate(der, at);
    }

    private static Reading<PublicKey> ReadCertificate(ReadOnlySpan<byte> der, Locator at)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return Of(certificate, at.Document);
        }
        catch (CryptographicException)
        {
            return Readings.Reject<PublicKey>(KeyCodes.Unreadable, at, "not a certificate in DER");
        }
    }

    private static Reading<PublicKey> ReadEc(string curve, byte[] spki, Locator at)
    {
        (KeyKind Kind, int Bits)? known = curve switch
        {
            "1.2.840.10045.3.1.7" => (KeyKind.EcdsaP256, 256),
            "1.3.132.0.34" => (KeyKind.EcdsaP384, 384),
            "1.3.132.0.35" => (KeyKind.EcdsaP521, 521),
            _ => null,
        };
        if (known is not { } found)
            return Readings.Reject<PublicKey>(KeyCodes.UnsupportedAlgorithm, at, $"curve {curve}: FIPS 186-5 and this program know P-256, P-384 and P-521");

        // The platform checks that the point lies on the curve.
        using var imported = ECDsa.Create();
        imported.ImportSubjectPublicKeyInfo(spki, out _);
        return Readings.Accept(new PublicKey(found.Kind, found.Bits, [.. spki], []));
    }

    private static Reading<PublicKey> ReadRsa(byte[] key, byte[] spki, Locator at)
    {
        var outer = new AsnReader(key, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var modulus = sequence.ReadInteger();
        var exponent = sequence.ReadInteger();
        sequence.ThrowIfNotEmpty();
        var bits = modulus.Sign > 0 ? (int)modulus.GetBitLength() : 0;
        if (bits is < Algorithms.SignatureAlgorithms.MinApprovedRsaBits or > MaxRsaBits)
            return Readings.Reject<PublicKey>(KeyCodes.RsaParameters, at, FormattableString.Invariant($"RSA modulus of {bits} bits: 2048 to 8192 are accepted"));
        if (exponent < 3 || exponent.IsEven || exponent.GetBitLength() > 64)
            return Readings.Reject<PublicKey>(KeyCodes.RsaParameters, at, "RSA exponent: odd, at least 3 and at most 64 bits are accepted");
        using var imported = RSA.Create();
        imported.ImportSubjectPublicKeyInfo(spki, out _);
        return Readings.Accept(new PublicKey(KeyKind.Rsa, bits, [.. spki], []));
    }
}
