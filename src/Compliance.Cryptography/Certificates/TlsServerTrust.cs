using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Compliance.Cryptography.Certificates;

/// <summary>
/// How a client of TLS checks the server's certificate (RFC 5280 path, RFC 9525 name, by the platform): under the caller's roots alone where there are some, else under those
/// of the machine. TLS 1.2 and 1.3 only. Nothing is downloaded meanwhile, so revocation is not asked for.
/// </summary>
public static class TlsServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <param name="anchors">The only roots that count; null for the machine's.</param>
    public static SslClientAuthenticationOptions For(TrustAnchors? anchors)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (anchors is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(anchors.Certificates.ToArray());
        }

        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
    }
}
