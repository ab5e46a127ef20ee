namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>One symbol of the dynamic or the full table.</summary>
/// <param name="Name">Without version suffix; bytes that are not UTF-8 are replaced.</param>
/// <param name="SectionIndex"><c>st_shndx</c>; 0 means that the file uses the symbol and another must define it.</param>
public sealed record ElfSymbol(string Name, ulong Value, ulong Size, byte Info, ushort SectionIndex, bool IsDynamic)
{
    public bool IsDefined => SectionIndex != 0;

    /// <summary><c>STB_GLOBAL</c> or <c>STB_WEAK</c>.</summary>
    public bool IsGlobal => Info >> 4 is 1 or 2;
}
