namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>One section header. Values are as declared: offset and size may lie outside the file.</summary>
public sealed record ElfSection(string Name, uint Type, ulong Flags, ulong Address, ulong Offset, ulong Size, uint Link, ulong EntrySize)
{
    /// <summary><c>SHT_SYMTAB</c>.</summary>
    public const uint SymbolTable = 2;

    /// <summary><c>SHT_NOTE</c>.</summary>
    public const uint Note = 7;

    /// <summary><c>SHT_NOBITS</c>: occupies no bytes of the file.</summary>
    public const uint NoBits = 8;

    /// <summary><c>SHT_DYNSYM</c>.</summary>
    public const uint DynamicSymbols = 11;

    /// <summary><c>SHF_ALLOC</c>: part of the memory image.</summary>
    public bool IsAllocated => (Flags & 2) != 0;

    /// <summary><c>SHF_EXECINSTR</c>.</summary>
    public bool IsExecutable => (Flags & 4) != 0;
}
