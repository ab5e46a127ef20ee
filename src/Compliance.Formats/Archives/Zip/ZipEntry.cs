namespace Compliance.Formats.Archives.Zip;

/// <summary>One entry of an archive, as central directory and local header agree on it.</summary>
/// <param name="Offset">Of the local header.</param>
/// <param name="PackedOffset">Of the first byte of the entry's data.</param>
public sealed record ZipEntry(string Name, ZipMethod Method, uint Crc, long PackedSize, long Size, long Offset, long PackedOffset);
