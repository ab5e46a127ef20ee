using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules;

/// <summary>Every code of the readers below this folder, listed with cause and cure in <c>docs/diagnostics.md</c>.</summary>
public static class CryptoModuleDiagnostics
{
    public static readonly DiagnosticCode NotElf = new("ELF-0001");
    public static readonly DiagnosticCode ElfHeader = new("ELF-0002");
    public static readonly DiagnosticCode ElfSection = new("ELF-0003");
    public static readonly DiagnosticCode ElfSegment = new("ELF-0004");
    public static readonly DiagnosticCode ElfDynamic = new("ELF-0005");
    public static readonly DiagnosticCode ElfNote = new("ELF-0006");
    public static readonly DiagnosticCode ElfTooMany = new("ELF-0007");
}
