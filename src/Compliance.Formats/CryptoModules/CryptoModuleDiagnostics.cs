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

    public static readonly DiagnosticCode ConfigurationAbsent = new("OSSL-0001");
    public static readonly DiagnosticCode ConfigurationUnseen = new("OSSL-0002");
    public static readonly DiagnosticCode ConfigurationRefused = new("OSSL-0003");
    public static readonly DiagnosticCode ConfigurationTooLarge = new("OSSL-0004");
    public static readonly DiagnosticCode MissingInclude = new("OSSL-0005");
    public static readonly DiagnosticCode RelativeInclude = new("OSSL-0006");
    public static readonly DiagnosticCode FolderOrder = new("OSSL-0007");

    public static readonly DiagnosticCode FileUnread = new("MODU-0001");
    public static readonly DiagnosticCode ScanRecord = new("MODU-0002");
    public static readonly DiagnosticCode ScanMissing = new("MODU-0003");
    public static readonly DiagnosticCode CatalogUnread = new("MODU-0004");
    public static readonly DiagnosticCode ProviderUnread = new("MODU-0005");

    public static readonly DiagnosticCode JavaSecurityUnread = new("MODU-0006");
    public static readonly DiagnosticCode BoundariesUnread = new("MODU-0007");
    public static readonly DiagnosticCode ArchiveUnread = new("MODU-0021");
    public static readonly DiagnosticCode ArchiveEntryUnread = new("MODU-0022");
    public static readonly DiagnosticCode CrateListUnread = new("MODU-0023");
    public static readonly DiagnosticCode GoBuildUnread = new("MODU-0024");
    public static readonly DiagnosticCode ProgramDamaged = new("MODU-0025");
    public static readonly DiagnosticCode LoaderCacheUnread = new("MODU-0026");

    public static readonly DiagnosticCode CmvpRow = new("CMVP-0001");
    public static readonly DiagnosticCode CmvpDump = new("CMVP-0002");
    public static readonly DiagnosticCode CmvpListSignature = new("CMVP-0003");
    public static readonly DiagnosticCode BoundaryRow = new("CMVP-0004");

    public static readonly DiagnosticCode EnvironmentUnknown = new("OSSL-0101");
    public static readonly DiagnosticCode NoInitialisation = new("OSSL-0102");
    public static readonly DiagnosticCode BrokenInitialisation = new("OSSL-0103");
    public static readonly DiagnosticCode ModuleMissing = new("OSSL-0104");
    public static readonly DiagnosticCode NotAFipsProvider = new("OSSL-0105");
    public static readonly DiagnosticCode NoModuleMac = new("OSSL-0106");
    public static readonly DiagnosticCode InstallStatusShipped = new("OSSL-0107");
    public static readonly DiagnosticCode DefaultProviderBeside = new("OSSL-0108");
    public static readonly DiagnosticCode OptionalProperty = new("OSSL-0109");
    public static readonly DiagnosticCode VariableWithoutEffect = new("OSSL-0110");
    public static readonly DiagnosticCode ActivateIgnored = new("OSSL-0111");
    public static readonly DiagnosticCode HostDecides = new("OSSL-0112");
    public static readonly DiagnosticCode TooOld = new("OSSL-0113");
}
