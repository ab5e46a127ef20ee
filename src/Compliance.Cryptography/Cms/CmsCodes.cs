using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Cms;

/// <summary>Checks of detached CMS signatures; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class CmsCodes
{
    public static readonly DiagnosticCode Structure = new("CMS-0001");
    public static readonly DiagnosticCode SignerCount = new("CMS-0002");
    public static readonly DiagnosticCode Detached = new("CMS-0003");
    public static readonly DiagnosticCode SignedAttributes = new("CMS-0004");
    public static readonly DiagnosticCode MessageDigest = new("CMS-0005");
    public static readonly DiagnosticCode SigningCertificate = new("CMS-0006");
    public static readonly DiagnosticCode Algorithm = new("CMS-0007");
    public static readonly DiagnosticCode SignerCertificate = new("CMS-0008");
    public static readonly DiagnosticCode SignatureValue = new("CMS-0009");
    public static readonly DiagnosticCode UnsignedAttributes = new("CMS-0010");
    public static readonly DiagnosticCode SigningTime = new("CMS-0011");
}
