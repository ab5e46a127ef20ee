namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>Width of addresses (System V ABI, gABI 4.1, "ELF Header", <c>EI_CLASS</c>).</summary>
public enum ElfClass
{
    Bits32 = 1,
    Bits64 = 2,
}
