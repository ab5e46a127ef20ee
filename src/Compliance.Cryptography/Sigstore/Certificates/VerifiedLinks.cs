using System.Collections.Concurrent;
using Compliance.Cryptography.Keys;

namespace Compliance.Cryptography.Sigstore.Certificates;

/// <summary>
/// Remembers which authority certificates were found to be signed by which key: the same two or three stand above thousands of leaves. What is remembered is
/// the result of a pure function, so it can't change an answer. Bounded; safe for several threads.
/// </summary>
internal sealed class VerifiedLinks
{
    private const int MaxEntries = 256;
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public bool Verifies(ParsedCertificate certificate, ParsedCertificate issuer, PublicKey key)
    {
        // Signers' leaves live for minutes and are seen once: only authorities' certificates, which carry basic constraints, and those of timestamp authorities,
        // which stand above thousands of tokens, are worth a place.
        if (certificate.Find("2.5.29.19") is null && !CertificateRules.HasCriticalPurpose(certificate)) return CertificateSignature.Verifies(certificate, key);
        var link = $"{Convert.ToHexStringLower(certificate.Hash)}/{Convert.ToHexStringLower(issuer.Hash)}";
        if (known.TryGetValue(link, out var verifies)) return verifies;
        verifies = CertificateSignature.Verifies(certificate, key);
        if (known.Count < MaxEntries) known.TryAdd(link, verifies);
        return verifies;
    }
}
