using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Zip;

/// <summary>Reads the central directory.</summary>
internal sealed class ZipDirectory(string document, long offset, DefectCollector defects)
{
    public ImmutableArray<ZipEntry> Read(ReadOnlySpan<byte> directory, int count)
    {
        var entries = ImmutableArray.CreateBuilder<ZipEntry>();
        var at = 0;
        while (at < directory.Length)
        {
            var rest = directory[at..];
            var place = new Locator(document, offset + at);
            if (rest.Length < ZipRecords.CentralLength || BinaryPrimitives.ReadUInt32LittleEndian(rest) != ZipRecords.CentralSignature)
            {
                defects.Add(ZipCodes.BadRecord, place, "not a record of the central directory");
                break;
            }

            var length = ZipRecords.CentralLength + NameLength(rest) + U16(rest, 30) + U16(rest, 32);
            if (length > rest.Length)
            {
                defects.Add(ZipCodes.BadRecord, place, "a record of the central directory reaches beyond its end");
                break;
            }

            if (ReadRecord(rest[..length], place) is { } entry) entries.Add(entry);
            at += length;
            if (entries.Count > count) break;
        }

        if (defects.Count == 0 && entries.Count != count)
            defects.Add(ZipCodes.CountDiffers, new Locator(document, offset), $"the end record counts {count} entries, the directory has {(entries.Count > count ? "more" : entries.Count)}");
        return entries.ToImmutable();
    }

    /// <summary>What stands at an offset of a local header, for people.</summary>
    public static string FieldAt(int at) => at switch
    {
        < 4 => "its signature",
        < 6 => "the version",
        < 8 => "the flags",
        < 10 => "the method",
        < 14 => "the time",
        < 18 => "the CRC-32",
        < 22 => "the packed size",
        < 26 => "the size",
        < 28 => "the length of the name",
        _ => "an extra field",
    };

    private static int U16(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt16LittleEndian(record[at..]);

    private static int NameLength(ReadOnlySpan<byte> record) => U16(record, 28);

    private ZipEntry? ReadRecord(ReadOnlySpan<byte> record, Locator place)
    {
        var bytes = record.Slice(ZipRecords.CentralLength, NameLength(record));
        var name = Encoding.Latin1.GetString(bytes);
        var before = defects.Count;
        if (ZipEntryName.Problem(name) is { } problem) defects.Add(ZipCodes.Name, place, $"the name '{name}' {problem}");
        if (U16(record, 30) != 0 || U16(record, 32) != 0) defects.Add(ZipCodes.ExtraOrComment, place, $"'{name}' has an extra field or a comment");
        if (U16(record, 8) != 0) defects.Add(ZipCodes.Flags, place, $"'{name}' has flags (0x{U16(record, 8):x4}): encryption, streamed sizes and other encodings are not used");
        var method = U16(record, 10);
        if (method is not ((int)ZipMethod.Store or (int)ZipMethod.Deflate)) defects.Add(ZipCodes.Method, place, $"'{name}' uses method {method}; 0 and 8 are known");
        var (packed, size, start) = (U32(record, 20), U32(record, 24), U32(record, 42));
        if (packed == uint.MaxValue || size == uint.MaxValue || start == uint.MaxValue) defects.Add(ZipCodes.Zip64, place, $"'{name}' has ZIP64 fields");
        if (defects.Count > before) return null;

        var entry = new ZipEntry(name, (ZipMethod)method, U32(record, 16), packed, size, start, start + ZipRecords.LocalLength + name.Length);
        if (!record.SequenceEqual(ZipRecords.Central(entry)))
            defects.Add(ZipCodes.Attributes, place, $"'{name}' has another version, time, disk or file mode than 2.0, 1980-01-01, 0 and a regular file of mode 0644");
        return entry;
    }

    private static uint U32(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);
}
