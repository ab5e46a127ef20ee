using Compliance.Formats.Reading;

namespace Compliance.Cryptography.Apk;

/// <summary>What comes of checking apk packages and indexes; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ApkSignatureCodes
{
    public static readonly DiagnosticCode Verified = new("APKSIG-0001");
    public static readonly DiagnosticCode Bad = new("APKSIG-0002");
    public static readonly DiagnosticCode UnknownKey = new("APKSIG-0003");
    public static readonly DiagnosticCode Unsigned = new("APKSIG-0004");
    public static readonly DiagnosticCode LegacyAlgorithm = new("APKSIG-0005");
    public static readonly DiagnosticCode UnsupportedAlgorithm = new("APKSIG-0006");
    public static readonly DiagnosticCode DataHash = new("APKSIG-0007");
    public static readonly DiagnosticCode Identity = new("APKSIG-0008");
    public static readonly DiagnosticCode NameMismatch = new("APKSIG-0009");
    public static readonly DiagnosticCode FileChecksum = new("APKSIG-0010");
    public static readonly DiagnosticCode PinnedDigest = new("APKSIG-0011");
}
