using System.Buffers.Binary;
using System.Text;

namespace Compliance.Formats.Archives.Zip;

/// <summary>
/// The three records of a zip archive (APPNOTE 6.3.10 sections 4.3.7, 4.3.12, 4.3.16) in the one form that we write and accept: version 2.0 made on
/// Unix, no flags, time 1980-01-01T00:00:00, regular file of mode 0644, no extra fields, no comments, one disk.
/// </summary>
internal static class ZipRecords
{
    public const uint LocalSignature = 0x04034B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const int LocalLength = 30;
    public const int CentralLength = 46;
    public const int EndLength = 22;

    private const ushort Version = 20;
    private const ushort MadeBy = (3 << 8) | Version;
    private const ushort DosDate = 0x0021;
    private const uint Attributes = 0x81A4u << 16;

    public static byte[] Local(ZipEntry entry)
    {
        var record = new byte[LocalLength + entry.Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, LocalSignature);
        WriteCommon(record.AsSpan(4), entry);
        Encoding.ASCII.GetBytes(entry.Name, record.AsSpan(LocalLength));
        return record;
    }

    public static byte[] Central(ZipEntry entry)
    {
        var record = new byte[CentralLength + entry.Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(4), MadeBy);
        WriteCommon(record.AsSpan(6), entry);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(38), Attributes);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(42), checked((uint)entry.Offset));
        Encoding.ASCII.GetBytes(entry.Name, record.AsSpan(CentralLength));
        return record;
    }

    public static byte[] End(int entries, long directorySize, long directoryOffset)
    {
        var record = new byte[EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(record, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), checked((ushort)entries));
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), checked((ushort)entries));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), checked((uint)directorySize));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), checked((uint)directoryOffset));
        return record;
    }

    // Version needed to lengths of name and extra field: 26 bytes that local header and central record have in common.
    private static void WriteCommon(Span<byte> record, ZipEntry entry)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(record, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(record[4..], (ushort)entry.Method);
        BinaryPrimitives.WriteUInt16LittleEndian(record[8..], DosDate);
        BinaryPrimitives.WriteUInt32LittleEndian(record[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(record[14..], checked((uint)entry.PackedSize));
        BinaryPrimitives.WriteUInt32LittleEndian(record[18..], checked((uint)entry.Size));
        BinaryPrimitives.WriteUInt16LittleEndian(record[22..], (ushort)entry.Name.Length);
    }
}
