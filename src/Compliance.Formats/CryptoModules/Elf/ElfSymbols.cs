using System.Text;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>Reads symbol tables: through section headers, or, where they were stripped, through the dynamic segment.</summary>
internal static class ElfSymbols
{
    /// <summary>Symbols read from one file; the largest programs have under two million.</summary>
    private const int MaxSymbols = 4_000_000;

    private const ulong TagStringTable = 5;
    private const ulong TagSymbolTable = 6;
    private const ulong TagStringTableSize = 10;

    /// <param name="wanted">Null for all.</param>
    public static IEnumerable<ElfSymbol> Of(ElfFile file, ElfNames? wanted = null)
    {
        var budget = new Budget(MaxSymbols, 4 * file.Source.Length);
        var dynamicSeen = false;
        foreach (var section in file.Sections)
        {
            if (section.Type is not (ElfSection.SymbolTable or ElfSection.DynamicSymbols)) continue;
            if (section.Link >= file.Sections.Length) continue;
            var isDynamic = section.Type == ElfSection.DynamicSymbols;
            dynamicSeen |= isDynamic;
            var names = file.BytesOf(file.Sections[(int)section.Link]);
            foreach (var symbol in Table(file, file.BytesOf(section), names, isDynamic, budget, wanted)) yield return symbol;
        }

        if (dynamicSeen) yield break;
        var (table, strings) = DynamicTables(file);
        foreach (var symbol in Table(file, table, strings, isDynamic: true, budget, wanted)) yield return symbol;
    }

    private static IEnumerable<ElfSymbol> Table(ElfFile file, ReadOnlyMemory<byte> table, ReadOnlyMemory<byte> names, bool isDynamic, Budget budget, ElfNames? wanted)
    {
        var size = file.Layout.SymbolBytes;
        var count = table.Length / size;
        for (var index = 1; index < count; index++)
        {
            var entry = table.Span.Slice(index * size, size);
            var name = ElfText.Bytes(names.Span, file.Layout.Int(entry, 0));
            if (!budget.Spend(name.Length))
            {
                file.IsCutOff = true;
                yield break;
            }

            if (wanted is null || wanted.Contains(name)) yield return Symbol(file.Layout, entry, name, isDynamic);
        }
    }

    /// <summary>Over all tables of a file: hostile headers name the same long table, and the same long name, many times.</summary>
    private sealed class Budget(long maxSymbols, long maxNameBytes)
    {
        private long symbols = maxSymbols;
        private long nameBytes = maxNameBytes;

        public bool Spend(int name) => --symbols >= 0 && (nameBytes -= name) >= 0;
    }

    private static ElfSymbol Symbol(ElfLayout layout, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> nameBytes, bool isDynamic)
    {
        var name = Encoding.UTF8.GetString(nameBytes);
        return layout.Is64
            ? new ElfSymbol(name, layout.Long(entry, 8), layout.Long(entry, 16), entry[4], layout.Half(entry, 6), isDynamic)
            : new ElfSymbol(name, layout.Int(entry, 4), layout.Int(entry, 8), entry[12], layout.Half(entry, 14), isDynamic);
    }

    /// <summary>
    /// The table has no size of its own without section headers. Linkers place the string table behind it, so the distance bounds it; entries
    /// past the real end have names outside the string table and read as empty.
    /// </summary>
    private static (ReadOnlyMemory<byte> Table, ReadOnlyMemory<byte> Strings) DynamicTables(ElfFile file)
    {
        ulong strings = 0, size = 0, table = 0;
        foreach (var (tag, value) in ElfDynamics.Entries(file))
        {
            if (tag == TagStringTable) strings = value;
            else if (tag == TagStringTableSize) size = value;
            else if (tag == TagSymbolTable) table = value;
        }

        return table == 0 || strings <= table ? default : (file.BytesAt(table, strings - table), file.BytesAt(strings, size));
    }
}
