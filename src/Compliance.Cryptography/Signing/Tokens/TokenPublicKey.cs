using System.Formats.Asn1;
using System.Security.Cryptography;
using Compliance.Cryptography.Certificates;
using Compliance.Cryptography.Keys;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>The public half of a private key in a token: from its public key object, from a certificate beside it, or, of RSA, from the private key itself.</summary>
internal static class TokenPublicKey
{
    /// <summary>Null when the token holds nothing that says it, or the key is of a kind that is not read.</summary>
    public static PublicKey? Read(ISession session, IObjectHandle privateKey)
    {
        var id = Attribute(session, privateKey, CKA.CKA_ID);
        var label = Attribute(session, privateKey, CKA.CKA_LABEL);
        foreach (var spki in Candidates(session, privateKey, id, label))
        {
            if (spki is not null && PublicKeys.ReadSpki(spki, "key").TryGet(out var key)) return key;
        }

        return null;
    }

    private static IEnumerable<byte[]?> Candidates(ISession session, IObjectHandle privateKey, byte[]? id, byte[]? label)
    {
        yield return Rsa(session, privateKey);
        foreach (var handle in Beside(session, CKO.CKO_PUBLIC_KEY, id, label)) yield return Rsa(session, handle) ?? Ecdsa(session, handle);
        foreach (var handle in Beside(session, CKO.CKO_CERTIFICATE, id, label)) yield return Certificate(session, handle);
    }

    private static List<IObjectHandle> Beside(ISession session, CKO kind, byte[]? id, byte[]? label)
    {
        var attributes = TokenLibrary.Factories.ObjectAttributeFactory;
        List<IObjectAttribute> wanted = [attributes.Create(CKA.CKA_CLASS, kind)];
        if (id is { Length: > 0 }) wanted.Add(attributes.Create(CKA.CKA_ID, id));
        else if (label is { Length: > 0 }) wanted.Add(attributes.Create(CKA.CKA_LABEL, label));
        else return [];
        return session.FindAllObjects(wanted);
    }

    private static byte[]? Rsa(ISession session, IObjectHandle handle)
    {
        if (Attribute(session, handle, CKA.CKA_MODULUS) is not { Length: > 0 } modulus || Attribute(session, handle, CKA.CKA_PUBLIC_EXPONENT) is not { Length: > 0 } exponent) return null;
        try
        {
            using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // PKCS#11 section 6.3.3: CKA_EC_POINT is the "DER-encoding of ANSI X9.62 ECPoint value", an OCTET STRING; some tokens give the bare point.
    private static byte[]? Ecdsa(ISession session, IObjectHandle handle)
    {
        if (Attribute(session, handle, CKA.CKA_EC_PARAMS) is not { Length: > 0 } parameters || Attribute(session, handle, CKA.CKA_EC_POINT) is not { Length: > 0 } point) return null;
        try
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                    writer.WriteEncodedValue(parameters);
                }

                writer.WriteBitString(Bare(point));
            }

            return writer.Encode();
        }
        catch (Exception malformed) when (malformed is AsnContentException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Bare(byte[] point)
    {
        // Bare points of the three curves have these lengths, wrapped ones two or three octets more.
        if (point.Length is 65 or 97 or 133) return point;
        var reader = new AsnReader(point, AsnEncodingRules.DER);
        var bare = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return bare;
    }

    private static byte[]? Certificate(ISession session, IObjectHandle handle) =>
        Attribute(session, handle, CKA.CKA_VALUE) is { Length: > 0 } der && PemCertificates.LoadDer(der) is { } certificate ? certificate.PublicKey.ExportSubjectPublicKeyInfo() : null;

    /// <summary>Null when the object has no such attribute or the token does not show it.</summary>
    internal static byte[]? Attribute(ISession session, IObjectHandle handle, CKA name)
    {
        try
        {
            return session.GetAttributeValue(handle, [name]) is [{ CannotBeRead: false } value] ? value.GetValueAsByteArray() : null;
        }
        catch (Pkcs11Exception)
        {
            return null;
        }
    }
}
