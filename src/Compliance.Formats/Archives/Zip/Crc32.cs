using System.Buffers.Binary;

namespace Compliance.Formats.Archives.Zip;

/// <summary>The check sum of zip entries (APPNOTE 6.3.10 section 4.4.7, polynomial 0xEDB88320): finds accidents, proves nothing.</summary>
internal static class Crc32
{
    private static readonly uint[] Tables = MakeTables();

    /// <param name="crc">What <see cref="Append"/> gave for the bytes before; 0 at the start.</param>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        crc = ~crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (low & 0xFF)] ^ tables[0x600 + ((low >> 8) & 0xFF)] ^ tables[0x500 + ((low >> 16) & 0xFF)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (high & 0xFF)] ^ tables[0x200 + ((high >> 8) & 0xFF)] ^ tables[0x100 + ((high >> 16) & 0xFF)] ^ tables[high >> 24];
        }

        foreach (var value in bytes) crc = tables[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    // Table k holds the effect of a byte that is followed by k zero bytes.
    private static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            tables[value] = crc;
        }

        for (var index = 256; index < tables.Length; index++) tables[index] = tables[tables[index - 256] & 0xFF] ^ (tables[index - 256] >> 8);
        return tables;
    }
}
