namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>
/// Where a position-independent file's pointers point before the loader moves it: the addends of its relative relocations (gABI, "Relocation"; <c>R_*_RELATIVE</c> of the
/// processor's supplement). Linkers may leave the words themselves empty.
/// </summary>
internal static class ElfRelocations
{
    private const ulong TagRela = 7;
    private const ulong TagRelaSize = 8;
    private const int EntryBytes = 24;

    /// <summary>Addends of 64-bit <c>RELA</c> entries by the address that they are for, within a range of addresses; one pass over the table.</summary>
    public static Dictionary<ulong, ulong> Within(ElfFile file, ulong start, ulong length)
    {
        var found = new Dictionary<ulong, ulong>();
        if (file.Class != ElfClass.Bits64 || Relative(file.Machine) is not { } relative) return found;
        ulong address = 0, size = 0;
        foreach (var (tag, value) in ElfDynamics.Entries(file))
        {
            if (tag == TagRela) address = value;
            else if (tag == TagRelaSize) size = value;
        }

        var table = file.BytesAt(address, size).Span;
        for (var at = 0; at + EntryBytes <= table.Length; at += EntryBytes)
        {
            var place = file.Layout.Long(table, at);
            if (place - start < length && (file.Layout.Long(table, at + 8) & uint.MaxValue) == relative) found[place] = file.Layout.Long(table, at + 16);
        }

        return found;
    }

    /// <summary>The type of a relative relocation; null for a machine that is not known here.</summary>
    private static ulong? Relative(int machine) => machine switch
    {
        62 => 8,
        183 => 1027,
        22 => 12,
        21 => 22,
        243 => 3,
        _ => null,
    };
}
