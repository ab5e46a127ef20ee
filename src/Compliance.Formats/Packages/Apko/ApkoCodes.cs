using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Apko;

/// <summary>What can be wrong with apko configurations and lock files; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class ApkoCodes
{
    public static readonly DiagnosticCode UnknownField = new("APKO-0001");
    public static readonly DiagnosticCode WrongKind = new("APKO-0002");
    public static readonly DiagnosticCode BadValue = new("APKO-0003");
    public static readonly DiagnosticCode Include = new("APKO-0004");
    public static readonly DiagnosticCode MisplacedField = new("APKO-0006");
    public static readonly DiagnosticCode BadLock = new("APKO-0005");
}
