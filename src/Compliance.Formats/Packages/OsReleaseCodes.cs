using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages;

/// <summary>What can be wrong with os-release; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class OsReleaseCodes
{
    public static readonly DiagnosticCode TooLarge = new("OSREL-0001");
    public static readonly DiagnosticCode MalformedLine = new("OSREL-0002");
    public static readonly DiagnosticCode Repeated = new("OSREL-0003");
    public static readonly DiagnosticCode NoId = new("OSREL-0004");
}
