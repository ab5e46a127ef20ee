using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Asic;

/// <summary>What can be wrong with an ASiCManifest; causes and cures are in <c>docs/diagnostics.md</c>.</summary>
public static class AsicCodes
{
    public static readonly DiagnosticCode Malformed = new("ASIC-0001");
    public static readonly DiagnosticCode Structure = new("ASIC-0002");
    public static readonly DiagnosticCode Uri = new("ASIC-0003");
    public static readonly DiagnosticCode UriTwice = new("ASIC-0004");
    public static readonly DiagnosticCode DigestMethod = new("ASIC-0005");
    public static readonly DiagnosticCode DigestValue = new("ASIC-0006");
    public static readonly DiagnosticCode Spelling = new("ASIC-0007");
}
