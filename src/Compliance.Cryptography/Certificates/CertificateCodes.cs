using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Certificates;

/// <summary>Checks of certificates; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class CertificateCodes
{
    public static readonly DiagnosticCode Unreadable = new("CERT-0001");
    public static readonly DiagnosticCode NotARoot = new("CERT-0002");
    public static readonly DiagnosticCode Chain = new("CERT-0003");
    public static readonly DiagnosticCode Validity = new("CERT-0004");
    public static readonly DiagnosticCode Purpose = new("CERT-0005");
    public static readonly DiagnosticCode KeyUsage = new("CERT-0006");
    public static readonly DiagnosticCode AuthorityAsSigner = new("CERT-0007");
    public static readonly DiagnosticCode Constraints = new("CERT-0008");
    public static readonly DiagnosticCode WeakKey = new("CERT-0009");
    public static readonly DiagnosticCode WeakSignature = new("CERT-0010");
    public static readonly DiagnosticCode Revocation = new("CERT-0011");
    public static readonly DiagnosticCode UnusedCertificate = new("CERT-0012");
}
