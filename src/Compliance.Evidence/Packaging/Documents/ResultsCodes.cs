using Compliance.Formats.Reading;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>What can be wrong with <c>results.json</c>; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
internal static class ResultsCodes
{
    public static readonly DiagnosticCode Unreadable = new("RES-0001");
    public static readonly DiagnosticCode Spelling = new("RES-0002");
}
