namespace Compliance.Formats.CryptoModules.Java;

/// <summary>One row of a jar's central directory, as declared.</summary>
/// <param name="Method">0 stored, 8 deflated; anything else is not read.</param>
internal readonly record struct JarEntry(string Name, int Method, long PackedSize, long Size, long Offset);
