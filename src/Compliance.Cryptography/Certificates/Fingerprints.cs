using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Compliance.Cryptography.Certificates;

/// <summary>Fingerprints of certificates: <c>sha256:</c> and lower-case hex of the DER. The platform's Thumbprint is SHA-1 and not used.</summary>
internal static class Fingerprints
{
    public static string Of(X509Certificate2 certificate) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))}";
}
