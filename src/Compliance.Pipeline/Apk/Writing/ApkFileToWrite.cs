using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Apk.Writing;

/// <summary>One entry of a package's data section.</summary>
/// <param name="Item">Path without a leading slash; the checksum record is added by the writer.</param>
/// <param name="Content">Empty for what is no regular file.</param>
public sealed record ApkFileToWrite(TarItem Item, ReadOnlyMemory<byte> Content);
