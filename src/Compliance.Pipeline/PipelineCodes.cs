using Compliance.Formats.Reading;

namespace Compliance.Pipeline;

/// <summary>What can stand against a rebuild; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class PipelineCodes
{
    public static readonly DiagnosticCode RepositoryMissing = new("BUILD-0001");
    public static readonly DiagnosticCode Untrusted = new("BUILD-0002");
    public static readonly DiagnosticCode Unsolvable = new("BUILD-0003");
    public static readonly DiagnosticCode PackageMissing = new("BUILD-0004");
    public static readonly DiagnosticCode FileConflict = new("BUILD-0005");
    public static readonly DiagnosticCode BadPath = new("BUILD-0006");
    public static readonly DiagnosticCode Unsupported = new("BUILD-0007");
    public static readonly DiagnosticCode BadWorld = new("BUILD-0008");
    public static readonly DiagnosticCode TooLarge = new("BUILD-0009");
    public static readonly DiagnosticCode BadAccount = new("BUILD-0010");
    public static readonly DiagnosticCode NotLikeApko = new("BUILD-0011");
    public static readonly DiagnosticCode Journal = new("BUILD-0012");
    public static readonly DiagnosticCode BuildFailed = new("BUILD-0013");
    public static readonly DiagnosticCode NoProvenance = new("BUILD-0014");
    public static readonly DiagnosticCode Lock = new("BUILD-0015");
    public static readonly DiagnosticCode TestFailed = new("BUILD-0016");
    public static readonly DiagnosticCode Bundle = new("BUILD-0017");
    public static readonly DiagnosticCode Offline = new("BUILD-0018");
    public static readonly DiagnosticCode Misplaced = new("BUILD-0019");
}
