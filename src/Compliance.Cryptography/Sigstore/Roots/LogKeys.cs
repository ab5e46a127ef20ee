using System.Formats.Asn1;
using Compliance.Cryptography.Keys;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>Reads the keys of logs by the name that a trusted root gives their form (<c>PublicKeyDetails</c> of <c>sigstore_common.proto</c>).</summary>
internal static class LogKeys
{
    public static Reading<PublicKey> Read(ReadOnlyMemory<byte> raw, string details, string document)
    {
        var at = new Locator(document);
        if (details.StartsWith("PKCS1_RSA_", StringComparison.Ordinal)) return PublicKeys.ReadSpki(Wrapped(raw), document);
        var reading = PublicKeys.ReadSpki(raw.Span, document);
        if (!reading.TryGet(out var key)) return reading;
        var fits = key.Kind switch
        {
            KeyKind.EcdsaP256 => details.StartsWith("PKIX_ECDSA_P256_", StringComparison.Ordinal),
            KeyKind.EcdsaP384 => details.StartsWith("PKIX_ECDSA_P384_", StringComparison.Ordinal),
            KeyKind.EcdsaP521 => details.StartsWith("PKIX_ECDSA_P521_", StringComparison.Ordinal),
            KeyKind.Rsa => details.StartsWith("PKIX_RSA_", StringComparison.Ordinal),
            _ => details is "PKIX_ED25519",
        };
        return fits ? reading : Readings.Reject<PublicKey>(SigstoreCodes.RootKey, at, $"the key is {key}, keyDetails say {details}");
    }

    // An RSAPublicKey of PKCS #1 in the envelope of RFC 3279 section 2.3.1.
    private static byte[] Wrapped(ReadOnlyMemory<byte> rsaPublicKey)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.1");
                writer.WriteNull();
            }

            writer.WriteBitString(rsaPublicKey.Span);
        }

        return writer.Encode();
    }
}
