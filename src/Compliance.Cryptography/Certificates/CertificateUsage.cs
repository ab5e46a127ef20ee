using System.Security.Cryptography.X509Certificates;
using Compliance.Cryptography.Checks;

namespace Compliance.Cryptography.Certificates;

/// <summary>What a signer's certificate says that its key is for.</summary>
internal static class CertificateUsage
{
    public static IEnumerable<VerificationCheck> CheckSigner(X509Certificate2 certificate, string purpose)
    {
        var purposes = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(extension => extension.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>())
            .Select(oid => oid.Value ?? "").ToArray();
        yield return Check(CertificateCodes.Purpose, purposes.Contains(purpose, StringComparer.Ordinal),
            $"extended key usage has {purpose}", $"extended key usage is {(purposes.Length == 0 ? "absent" : string.Join(", ", purposes))}, {purpose} is needed");

        var usages = certificate.Extensions.OfType<X509KeyUsageExtension>().ToArray();
        var usage = usages.Aggregate(X509KeyUsageFlags.None, (all, extension) => all | extension.KeyUsages);
        const X509KeyUsageFlags signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        yield return Check(CertificateCodes.KeyUsage, usages.Length == 1 && (usage & signing) != X509KeyUsageFlags.None && (usage & X509KeyUsageFlags.KeyCertSign) == X509KeyUsageFlags.None,
            $"key usage {usage}", $"key usage is {(usages.Length == 0 ? "absent" : usage)}: digitalSignature or nonRepudiation is needed, and no keyCertSign");

        var isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority);
        yield return Check(CertificateCodes.AuthorityAsSigner, !isAuthority, "not a certification authority", "a certification authority's certificate may not sign documents");
    }

    internal static VerificationCheck Check(Compliance.Formats.Reading.DiagnosticCode code, bool passed, string good, string bad) =>
        new(code, passed ? CheckOutcome.Passed : CheckOutcome.Failed, passed ? good : bad);
}
