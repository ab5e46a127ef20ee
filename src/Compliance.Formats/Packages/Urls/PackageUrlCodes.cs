using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Urls;

/// <summary>What can be wrong with a package URL; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class PackageUrlCodes
{
    public static readonly DiagnosticCode NotPackageUrl = new("PURL-0001");
    public static readonly DiagnosticCode BadType = new("PURL-0002");
    public static readonly DiagnosticCode NoName = new("PURL-0003");
    public static readonly DiagnosticCode BadQualifier = new("PURL-0004");
    public static readonly DiagnosticCode BadEscape = new("PURL-0005");
    public static readonly DiagnosticCode TypeRule = new("PURL-0006");
}
