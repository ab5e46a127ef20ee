using Compliance.Formats.Reading;

namespace Compliance.Evidence.Raw;

/// <summary>What can be wrong with the index of raw evidence; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
internal static class RawCodes
{
    public static readonly DiagnosticCode Unreadable = new("RAW-0001");
    public static readonly DiagnosticCode Item = new("RAW-0002");
    public static readonly DiagnosticCode Reference = new("RAW-0003");
    public static readonly DiagnosticCode Image = new("RAW-0004");
    public static readonly DiagnosticCode Gap = new("RAW-0005");
    public static readonly DiagnosticCode Spelling = new("RAW-0006");
}
