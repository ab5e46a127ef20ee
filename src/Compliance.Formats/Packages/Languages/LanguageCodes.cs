using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Languages;

/// <summary>What can be wrong with metadata of language packages; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class LanguageCodes
{
    public static readonly DiagnosticCode TooLarge = new("LANG-0001");
    public static readonly DiagnosticCode Unreadable = new("LANG-0002");
    public static readonly DiagnosticCode Incomplete = new("LANG-0003");
    public static readonly DiagnosticCode TooMany = new("LANG-0004");
}
