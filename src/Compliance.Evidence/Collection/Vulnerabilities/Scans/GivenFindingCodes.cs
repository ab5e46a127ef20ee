using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection.Vulnerabilities.Scans;

/// <summary>Codes of the area <c>FIND</c>, listed in <c>docs/diagnostics.md</c>.</summary>
public static class GivenFindingCodes
{
    public static readonly DiagnosticCode UnknownKind = new("FIND-0001");
    public static readonly DiagnosticCode Unreadable = new("FIND-0002");
    public static readonly DiagnosticCode ScanIncomplete = new("FIND-0003");
    public static readonly DiagnosticCode History = new("FIND-0004");
}
