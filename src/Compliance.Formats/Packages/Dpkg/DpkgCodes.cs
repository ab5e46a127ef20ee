using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Dpkg;

/// <summary>What can be wrong with a dpkg database; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class DpkgCodes
{
    public static readonly DiagnosticCode TooLarge = new("DPKG-0001");
    public static readonly DiagnosticCode MalformedLine = new("DPKG-0002");
    public static readonly DiagnosticCode MissingField = new("DPKG-0003");
    public static readonly DiagnosticCode RepeatedField = new("DPKG-0004");
    public static readonly DiagnosticCode BadValue = new("DPKG-0005");
    public static readonly DiagnosticCode NoRecords = new("DPKG-0006");
    public static readonly DiagnosticCode TooMany = new("DPKG-0007");
    public static readonly DiagnosticCode BadPath = new("DPKG-0008");
    public static readonly DiagnosticCode BadSum = new("DPKG-0009");
    public static readonly DiagnosticCode BadDiversion = new("DPKG-0010");
}
