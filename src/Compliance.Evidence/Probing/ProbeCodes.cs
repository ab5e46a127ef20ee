using Compliance.Formats.Reading;

namespace Compliance.Evidence.Probing;

/// <summary>What can stand against probes; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ProbeCodes
{
    public static readonly DiagnosticCode RecordMissing = new("PROBE-0001");
    public static readonly DiagnosticCode RecordUnreadable = new("PROBE-0002");
    public static readonly DiagnosticCode NotStartable = new("PROBE-0003");
    public static readonly DiagnosticCode NoAnswer = new("PROBE-0004");
    public static readonly DiagnosticCode NoSandbox = new("PROBE-0005");
}
