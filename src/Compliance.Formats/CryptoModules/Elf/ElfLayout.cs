using System.Buffers.Binary;

namespace Compliance.Formats.CryptoModules.Elf;

/// <summary>Width and byte order of one file, with bounded reads: a field outside the span is 0.</summary>
internal readonly record struct ElfLayout(bool Is64, bool IsBigEndian)
{
    public int WordBytes => Is64 ? 8 : 4;

    public int SectionHeaderBytes => Is64 ? 64 : 40;

    public int ProgramHeaderBytes => Is64 ? 56 : 32;

    public int SymbolBytes => Is64 ? 24 : 16;

    public ushort Half(ReadOnlySpan<byte> bytes, int offset)
    {
        if (!Holds(bytes, offset, 2)) return 0;
        return IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);
    }

    public uint Int(ReadOnlySpan<byte> bytes, int offset)
    {
        if (!Holds(bytes, offset, 4)) return 0;
        return IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
    }

    public ulong Long(ReadOnlySpan<byte> bytes, int offset)
    {
        if (!Holds(bytes, offset, 8)) return 0;
        return IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);
    }

    /// <summary>An address or size of the file's width.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes, int offset) => Is64 ? Long(bytes, offset) : Int(bytes, offset);

    private static bool Holds(ReadOnlySpan<byte> bytes, int offset, int count) => offset >= 0 && offset <= bytes.Length - count;
}
