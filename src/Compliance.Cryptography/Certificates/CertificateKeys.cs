using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Compliance.Cryptography.Certificates;

/// <summary>The public key of a certificate in the form of key files.</summary>
public static class CertificateKeys
{
    /// <summary>SubjectPublicKeyInfo of the first certificate, PEM.</summary>
    /// <param name="certificates">PEM that this program made or has read before.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is no certificate.</exception>
    public static byte[] PublicPem(ReadOnlySpan<byte> certificates)
    {
        using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(certificates));
        return Encoding.ASCII.GetBytes(new string(System.Security.Cryptography.PemEncoding.Write("PUBLIC KEY", certificate.PublicKey.ExportSubjectPublicKeyInfo())) + "\n");
    }
}
