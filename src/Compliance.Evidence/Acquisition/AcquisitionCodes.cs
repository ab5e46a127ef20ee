using Compliance.Formats.Reading;

namespace Compliance.Evidence.Acquisition;

/// <summary>Codes of the area <c>ACQ</c>, listed in <c>docs/diagnostics.md</c>.</summary>
internal static class AcquisitionCodes
{
    public static readonly DiagnosticCode FileNotKept = new("ACQ-0001");

    public static readonly DiagnosticCode ImageUnreadable = new("ACQ-0002");

    public static readonly DiagnosticCode FileDiffers = new("ACQ-0003");

    public static readonly DiagnosticCode ConfigUnreadable = new("ACQ-0004");
}
