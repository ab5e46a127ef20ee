using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Archives.Zip;

/// <summary>
/// Reads the structure of zip archives as <see cref="ZipWriter"/> writes them, and nothing else: one end record as the last 22 bytes, a central
/// directory right before it, each local header equal to its central record, entries one behind the other from the first byte on. What two
/// readers could read differently is refused. Contents are checked when they are read (<see cref="ZipContents.Open"/>).
/// </summary>
public static class StrictZip
{
    private const int RatioJudgedFrom = 1 << 20;

    /// <param name="source">Readable and seekable; the caller keeps it, and keeps it open while the contents are used.</param>
    /// <param name="document">Name for locators.</param>
    public static Reading<ZipContents> Read(Stream source, string document, Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.CanSeek) throw new ArgumentException("a seekable stream is needed", nameof(source));
        limits ??= Limits.Default;
        var defects = new DefectCollector(limits);
        var length = source.Length;
        if (length > limits.MaxPackageBytes || length > uint.MaxValue)
            return Readings.Reject<ZipContents>(ZipCodes.TooLarge, new Locator(document), $"{length} bytes are more than the {limits.MaxPackageBytes} allowed");
        if (ReadEnd(source, document, defects) is not { } end) return Readings.Reject<ZipContents>(defects.ToImmutable());
        if (end.Count > limits.MaxPackageEntries)
            return Readings.Reject<ZipContents>(ZipCodes.TooMany, new Locator(document), $"{end.Count} entries, {limits.MaxPackageEntries} allowed");

        if (end.Size > (long)limits.MaxPackageEntries * (ZipRecords.CentralLength + ZipEntryName.MaxLength))
            return Readings.Reject<ZipContents>(ZipCodes.TooLarge, new Locator(document, end.Offset), $"a directory of {end.Size} bytes is larger than allowed names can make it");

        // The directory is inside the file and within the bound above.
        var directory = new byte[end.Size];
        source.Position = end.Offset;
        source.ReadExactly(directory);
        var entries = new ZipDirectory(document, end.Offset, defects).Read(directory, end.Count);
        ZipNames.Check(entries, document, defects);
        CheckSizes(entries, document, limits, defects);
        CheckLocals(source, entries, end.Offset, document, defects);
        return defects.Count == 0 ? Readings.Accept(new ZipContents(source, entries)) : Readings.Reject<ZipContents>(defects.ToImmutable());
    }

    private static (int Count, long Size, long Offset)? ReadEnd(Stream source, string document, DefectCollector defects)
    {
        var at = source.Length - ZipRecords.EndLength;
        var record = new byte[ZipRecords.EndLength];
        if (at >= 0)
        {
            source.Position = at;
            source.ReadExactly(record);
        }

        if (at < 0 || BinaryPrimitives.ReadUInt32LittleEndian(record) != ZipRecords.EndSignature)
        {
            defects.Add(ZipCodes.NoEnd, new Locator(document, Math.Max(0, at)), "the last 22 bytes are not the end of a zip archive: cut off, something appended, or no zip");
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(10));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(16));
        if (count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
            defects.Add(ZipCodes.Zip64, new Locator(document, at), "ZIP64 fields are not used");
        if (offset + size != at)
            defects.Add(ZipCodes.DirectoryMisplaced, new Locator(document, at), $"the directory of {size} bytes at {offset} does not end where the end record starts ({at})");
        else if (!record.AsSpan().SequenceEqual(ZipRecords.End(count, size, offset)))
            defects.Add(ZipCodes.BadEnd, new Locator(document, at), "the end record has a comment, several disks or two counts");
        return defects.Count == 0 ? (count, size, offset) : null;
    }

    private static void CheckSizes(ImmutableArray<ZipEntry> entries, string document, Limits limits, DefectCollector defects)
    {
        var total = entries.Sum(entry => entry.Size);
        if (total > limits.MaxPackageBytes)
            defects.Add(ZipCodes.TooLarge, new Locator(document), $"entries have {total} bytes together, {limits.MaxPackageBytes} allowed");
        foreach (var entry in entries)
        {
            if (entry.Method == ZipMethod.Store && entry.Size != entry.PackedSize)
                defects.Add(ZipCodes.Content, new Locator(entry.Name, entry.Offset), $"stored in {entry.PackedSize} bytes, but said to have {entry.Size}");
            if (entry.Size > RatioJudgedFrom && entry.Size / limits.MaxPackageRatio > entry.PackedSize)
                defects.Add(ZipCodes.Ratio, new Locator(entry.Name, entry.Offset), $"grows from {entry.PackedSize} to {entry.Size} bytes, {limits.MaxPackageRatio} times is allowed");
        }
    }

    private static void CheckLocals(Stream source, ImmutableArray<ZipEntry> entries, long directoryOffset, string document, DefectCollector defects)
    {
        var expected = 0L;
        foreach (var entry in entries)
        {
            if (entry.Offset != expected)
                defects.Add(ZipCodes.NotContiguous, new Locator(entry.Name, entry.Offset), $"starts at {entry.Offset}, the entry before it ends at {expected}");
            if (entry.PackedOffset + entry.PackedSize > directoryOffset)
                defects.Add(ZipCodes.NotContiguous, new Locator(entry.Name, entry.Offset), "reaches into the directory");
            else
                CheckLocal(source, entry, defects);
            expected = entry.PackedOffset + entry.PackedSize;
        }

        if (expected != directoryOffset)
            defects.Add(ZipCodes.NotContiguous, new Locator(document, expected), $"the entries end at {expected}, the directory starts at {directoryOffset}");
    }

    private static void CheckLocal(Stream source, ZipEntry entry, DefectCollector defects)
    {
        var wanted = ZipRecords.Local(entry);
        var found = new byte[wanted.Length];
        source.Position = entry.Offset;
        source.ReadExactly(found);
        if (found.AsSpan().SequenceEqual(wanted)) return;
        var differs = found.AsSpan().CommonPrefixLength(wanted);
        var name = Encoding.Latin1.GetString(found.AsSpan(ZipRecords.LocalLength));
        defects.Add(ZipCodes.LocalDiffers, new Locator(entry.Name, entry.Offset + differs), differs >= ZipRecords.LocalLength
            ? $"its local header calls it '{name}'"
            : $"its local header differs from the directory in {ZipDirectory.FieldAt(differs)}");
    }
}
