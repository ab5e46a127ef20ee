using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Rpm;

/// <summary>What can be wrong with an rpm database; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class RpmCodes
{
    public static readonly DiagnosticCode TooLarge = new("RPM-0001");
    public static readonly DiagnosticCode UnknownStore = new("RPM-0002");
    public static readonly DiagnosticCode BrokenStore = new("RPM-0003");
    public static readonly DiagnosticCode BrokenHeader = new("RPM-0004");
    public static readonly DiagnosticCode MissingTag = new("RPM-0005");
    public static readonly DiagnosticCode BadValue = new("RPM-0006");
    public static readonly DiagnosticCode TooMany = new("RPM-0007");
    public static readonly DiagnosticCode BrokenManifest = new("RPM-0008");
}
