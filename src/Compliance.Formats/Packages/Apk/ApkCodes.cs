using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apk;

/// <summary>What can be wrong with an apk database; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ApkCodes
{
    public static readonly DiagnosticCode TooLarge = new("APK-0001");
    public static readonly DiagnosticCode MalformedLine = new("APK-0002");
    public static readonly DiagnosticCode MissingField = new("APK-0003");
    public static readonly DiagnosticCode RepeatedField = new("APK-0004");
    public static readonly DiagnosticCode BadValue = new("APK-0005");
    public static readonly DiagnosticCode UnknownField = new("APK-0006");
    public static readonly DiagnosticCode TopDirectoryPermissions = new("APK-0007");
    public static readonly DiagnosticCode NoRecords = new("APK-0008");
    public static readonly DiagnosticCode TooMany = new("APK-0009");
    public static readonly DiagnosticCode BinaryDatabase = new("APK-0010");
    public static readonly DiagnosticCode BrokenPackage = new("APK-0011");
}
