using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Tar;

/// <summary>What can be wrong with a tar archive; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class TarCodes
{
    public static readonly DiagnosticCode Truncated = new("TAR-0001");
    public static readonly DiagnosticCode BadChecksum = new("TAR-0002");
    public static readonly DiagnosticCode BadNumber = new("TAR-0003");
    public static readonly DiagnosticCode BadExtension = new("TAR-0004");
    public static readonly DiagnosticCode TooLong = new("TAR-0005");
    public static readonly DiagnosticCode Sparse = new("TAR-0006");
    public static readonly DiagnosticCode UnknownType = new("TAR-0007");
    public static readonly DiagnosticCode NoEnd = new("TAR-0008");
    public static readonly DiagnosticCode DataAfterEnd = new("TAR-0009");
    public static readonly DiagnosticCode GlobalOverride = new("TAR-0010");
    public static readonly DiagnosticCode UnexpectedSize = new("TAR-0011");
    public static readonly DiagnosticCode NotTar = new("TAR-0012");
}
