namespace Compliance.Formats.CryptoModules.Java;

/// <summary>One row of a jar's central directory, as declared.</summary>
/// <param name="IsEncrypted">Its bytes can't be read without a password.</param>
/// <param name="Method">0 stored, 8 deflated; anything else is not read.</param>
/// <param name="Offset">Of the local header, in the file; what stands before the archive is counted in.</param>
internal readonly record struct JarEntry(string Name, bool IsEncrypted, int Method, long PackedSize, long Size, long Offset);
