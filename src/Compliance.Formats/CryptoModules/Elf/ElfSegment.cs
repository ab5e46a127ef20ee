namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>One program header, as declared.</summary>
public sealed record ElfSegment(uint Type, uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize)
{
    /// <summary><c>PT_LOAD</c>.</summary>
    public const uint Load = 1;

    /// <summary><c>PT_DYNAMIC</c>.</summary>
    public const uint Dynamic = 2;

    /// <summary><c>PT_INTERP</c>.</summary>
    public const uint Interpreter = 3;

    /// <summary><c>PT_NOTE</c>.</summary>
    public const uint Note = 4;

    /// <summary><c>PF_X</c>.</summary>
    public bool IsExecutable => (Flags & 1) != 0;
}
