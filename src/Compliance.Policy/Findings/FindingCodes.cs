using Compliance.Formats.Reading;

namespace Compliance.Policy.Findings;

/// <summary>What can be wrong with the record of findings; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class FindingCodes
{
    public static readonly DiagnosticCode NotHistory = new("RECORD-0001");
    public static readonly DiagnosticCode CountDiffers = new("RECORD-0002");
    public static readonly DiagnosticCode BadTime = new("RECORD-0003");
    public static readonly DiagnosticCode NotEntry = new("RECORD-0004");
    public static readonly DiagnosticCode ChainBroken = new("RECORD-0005");
    public static readonly DiagnosticCode InFuture = new("RECORD-0006");
    public static readonly DiagnosticCode BadCorrection = new("RECORD-0007");
    public static readonly DiagnosticCode NotTracked = new("RECORD-0008");
    public static readonly DiagnosticCode RowIgnored = new("RECORD-0009");
    public static readonly DiagnosticCode DateUnknown = new("RECORD-0010");
    public static readonly DiagnosticCode RowSplit = new("RECORD-0011");
    public static readonly DiagnosticCode RowsMerged = new("RECORD-0012");
    public static readonly DiagnosticCode Unreconciled = new("RECORD-0013");
}
