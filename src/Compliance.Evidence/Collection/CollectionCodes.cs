using Compliance.Formats.Reading;

namespace Compliance.Evidence.Collection;

/// <summary>Why collectors of images, packages, SBOMs and hardening facts leave a gap; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
internal static class CollectionCodes
{
    public static readonly DiagnosticCode DatabaseMissing = new("COL-0001");
    public static readonly DiagnosticCode NothingSaysPackages = new("COL-0002");
    public static readonly DiagnosticCode DatabaseNotRead = new("COL-0003");
    public static readonly DiagnosticCode DatabaseNotKept = new("COL-0004");
    public static readonly DiagnosticCode RecordsDiffer = new("COL-0005");
    public static readonly DiagnosticCode NotCompletelyInstalled = new("COL-0006");
    public static readonly DiagnosticCode FileListMissing = new("COL-0007");
    public static readonly DiagnosticCode FileListWithoutPackage = new("COL-0008");
    public static readonly DiagnosticCode RemovedPackageRemains = new("COL-0009");
    public static readonly DiagnosticCode ManifestUnreadable = new("COL-0010");
    public static readonly DiagnosticCode SbomNotKept = new("COL-0011");
    public static readonly DiagnosticCode ArtifactUnreadable = new("COL-0012");
    public static readonly DiagnosticCode PredicateIsNoSbom = new("COL-0013");
}
