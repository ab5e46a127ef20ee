using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>Reads certificates from PEM text that holds nothing but <c>CERTIFICATE</c> blocks and comments between them.</summary>
internal static class PemCertificates
{
    public const int MaxBytes = 1 << 20;
    private const int MaxCertificates = 64;

    /// <summary>At least one, in the order of the text.</summary>
    public static Reading<ImmutableArray<X509Certificate2>> Read(ReadOnlySpan<byte> pem, string document)
    {
        if (pem.Length > MaxBytes) return Reject(document, "longer than 1 MiB");
        var text = Encoding.Latin1.GetString(pem).AsSpan();
        var certificates = ImmutableArray.CreateBuilder<X509Certificate2>();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (!text[fields.Label].SequenceEqual("CERTIFICATE")) return Reject(document, $"PEM block '{text[fields.Label]}': only CERTIFICATE belongs here");
            if (certificates.Count == MaxCertificates) return Reject(document, "more than 64 certificates");
            if (Load(text[fields.Base64Data]) is not { } certificate) return Reject(document, "a PEM block is not a certificate");
            certificates.Add(certificate);
            text = text[fields.Location.End.GetOffset(text.Length)..];
        }

        return certificates.Count == 0 ? Reject(document, "no CERTIFICATE block") : Readings.Accept(certificates.ToImmutable());
    }

    /// <summary>Null when the bytes are not exactly one certificate in DER.</summary>
    public static X509Certificate2? LoadDer(ReadOnlySpan<byte> der)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadCertificate(der);
            if (certificate.RawDataMemory.Span.SequenceEqual(der) && IsReadable(certificate)) return certificate;
            certificate.Dispose();
            return null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The platform reads fields when they are asked for, and throws then.
    private static bool IsReadable(X509Certificate2 certificate)
    {
        try
        {
            _ = (certificate.NotBefore, certificate.NotAfter, certificate.Subject, certificate.Issuer, certificate.SignatureAlgorithm.Value, certificate.PublicKey.ExportSubjectPublicKeyInfo());
            foreach (var extension in certificate.Extensions)
            {
                _ = extension switch
                {
                    X509EnhancedKeyUsageExtension purposes => purposes.EnhancedKeyUsages.Count,
                    X509KeyUsageExtension usage => (int)usage.KeyUsages,
                    X509BasicConstraintsExtension constraints => constraints.PathLengthConstraint,
                    _ => 0,
                };
            }

            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static X509Certificate2? Load(ReadOnlySpan<char> base64)
    {
        var der = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, der, out var length) ? LoadDer(der.AsSpan(0, length)) : null;
    }

    private static Reading<ImmutableArray<X509Certificate2>> Reject(string document, string message) =>
        Readings.Reject<ImmutableArray<X509Certificate2>>(CertificateCodes.Unreadable, new Locator(document), message);
}
