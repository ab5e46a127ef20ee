namespace Compliance.Formats.Archives.Tar;

/// <summary>Kinds of entry that both pax (POSIX.1-2017, "pax", ustar typeflag) and GNU tar know; others never leave the reader.</summary>
public enum TarEntryType
{
    Regular = 0,
    HardLink = 1,
    SymbolicLink = 2,
    CharacterDevice = 3,
    BlockDevice = 4,
    Directory = 5,
    Fifo = 6,
}
