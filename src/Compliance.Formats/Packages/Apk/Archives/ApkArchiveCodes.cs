using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk.Archives;

/// <summary>What can be wrong with apk package files and indexes; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ApkArchiveCodes
{
    public static readonly DiagnosticCode NotApk = new("APK-0101");
    public static readonly DiagnosticCode Version3 = new("APK-0102");
    public static readonly DiagnosticCode TooLarge = new("APK-0103");
    public static readonly DiagnosticCode SectionMissing = new("APK-0104");
    public static readonly DiagnosticCode NoMetadata = new("APK-0105");
    public static readonly DiagnosticCode BadMetadata = new("APK-0106");
    public static readonly DiagnosticCode BadSignatureEntry = new("APK-0107");
    public static readonly DiagnosticCode UnsafePath = new("APK-0108");
    public static readonly DiagnosticCode RepeatedPath = new("APK-0109");
    public static readonly DiagnosticCode BadFileChecksum = new("APK-0110");
    public static readonly DiagnosticCode NoIndex = new("APK-0111");
    public static readonly DiagnosticCode NoDataHash = new("APK-0112");
    public static readonly DiagnosticCode UnknownControlFile = new("APK-0113");
    public static readonly DiagnosticCode TooManyEntries = new("APK-0114");
}
