using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>
/// One ELF file: its header tables as declared, and bounded views of its bytes. Made by <see cref="ElfReader"/>. Reads its source when sections
/// or symbols are asked for; not thread safe over a stream.
/// </summary>
public sealed class ElfFile
{
    internal ElfFile(ByteSource source, ElfLayout layout) => (Source, Layout) = (source, layout);

    /// <summary>The whole file.</summary>
    public ByteSource Source { get; }

    public ElfClass Class => Layout.Is64 ? ElfClass.Bits64 : ElfClass.Bits32;

    public bool IsBigEndian => Layout.IsBigEndian;

    /// <summary><c>e_type</c>: 1 relocatable, 2 executable, 3 shared object or position-independent executable, 4 core.</summary>
    public ushort Type { get; internal init; }

    /// <summary><c>e_machine</c>: 62 x86-64, 183 AArch64, 22 S390, 21 PowerPC 64, 243 RISC-V.</summary>
    public ushort Machine { get; internal init; }

    /// <summary>Section headers in file order, the null section included; empty when the headers were stripped.</summary>
    public ImmutableArray<ElfSection> Sections { get; internal set; } = [];

    public ImmutableArray<ElfSegment> Segments { get; internal set; } = [];

    public ElfDynamic Dynamic { get; internal set; } = ElfDynamic.None;

    /// <summary>The dynamic loader that the file asks for; empty for libraries and static programs.</summary>
    public string Interpreter { get; internal set; } = "";

    public ImmutableArray<ElfNote> Notes { get; internal set; } = [];

    /// <summary>Lower-case hex of the GNU build id; empty when there is none.</summary>
    public string BuildId => Notes.FirstOrDefault(note => note is { Owner: "GNU", Type: 3 }) is { } note
        ? Convert.ToHexStringLower(note.Description.Span)
        : "";

    internal ElfLayout Layout { get; }

    /// <summary>Tables or data that name the same bytes again and again were cut off while they were read: what lies behind was not seen.</summary>
    internal bool IsCutOff { get; set; }

    /// <summary>The first section of this name.</summary>
    public ElfSection? Section(string name) => Sections.FirstOrDefault(section => section.Name == name);

    /// <summary>The section's bytes that lie in the file; empty for one that occupies none.</summary>
    public ReadOnlyMemory<byte> BytesOf(ElfSection section) => section.Type == ElfSection.NoBits
        ? default
        : Source.Slice(Clamp(section.Offset), Clamp(section.Size));

    /// <summary>The segment's bytes that lie in the file.</summary>
    public ReadOnlyMemory<byte> BytesOf(ElfSegment segment) => Source.Slice(Clamp(segment.Offset), Clamp(segment.FileSize));

    /// <summary>The bytes mapped at a virtual address by a loaded segment, at most <paramref name="length"/>; empty where no file byte is mapped.</summary>
    public ReadOnlyMemory<byte> BytesAt(ulong address, ulong length)
    {
        foreach (var segment in Segments)
        {
            if (segment.Type != ElfSegment.Load || address < segment.Address || address - segment.Address >= segment.FileSize) continue;
            var within = address - segment.Address;
            return Source.Slice(Clamp(unchecked(segment.Offset + within)), Clamp(Math.Min(length, segment.FileSize - within)));
        }

        return default;
    }

    /// <summary>Where the bytes lie in the file that one loaded segment maps at an address; 0 for none, null when the file does not hold all of them.</summary>
    internal long? OffsetOf(ulong address, ulong length)
    {
        if (length == 0) return 0;
        foreach (var segment in Segments)
        {
            if (segment.Type == ElfSegment.Load && address >= segment.Address && address - segment.Address <= segment.FileSize && length <= segment.FileSize - (address - segment.Address))
            {
                return Clamp(unchecked(segment.Offset + (address - segment.Address)));
            }
        }

        return null;
    }

    /// <summary>
    /// Read-only or writable data of the memory image, where strings of the program lie: allocated sections without code, or, where section
    /// headers were stripped, every loaded segment. In file order; headers that name the same bytes again and again are cut off after twice the
    /// file's length, so that walking this is linear in the file.
    /// </summary>
    public IEnumerable<ReadOnlyMemory<byte>> Data()
    {
        var budget = 2 * Source.Length;
        var any = false;
        foreach (var section in Sections)
        {
            if (section is not ({ IsAllocated: true, IsExecutable: false, Type: 1 } or { Name: ".rodata", Type: not ElfSection.NoBits })) continue;
            any = true;
            var bytes = BytesOf(section);
            budget -= bytes.Length;
            if (budget < 0)
            {
                IsCutOff = true;
                yield break;
            }

            yield return bytes;
        }

        if (any) yield break;
        foreach (var segment in Segments)
        {
            if (segment.Type != ElfSegment.Load) continue;
            var bytes = BytesOf(segment);
            budget -= bytes.Length;
            if (budget < 0)
            {
                IsCutOff = true;
                yield break;
            }

            yield return bytes;
        }
    }

    /// <summary>Symbols of the dynamic and the full table, in file order; read afresh on each enumeration.</summary>
    public IEnumerable<ElfSymbol> Symbols() => ElfSymbols.Of(this);

    /// <summary>The symbols of these names only; costs far less, because no other name becomes text.</summary>
    internal IEnumerable<ElfSymbol> Symbols(ElfNames wanted) => ElfSymbols.Of(this, wanted);

    internal static long Clamp(ulong value) => value > long.MaxValue ? long.MaxValue : (long)value;
}
