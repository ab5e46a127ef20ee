namespace Compliance.Formats.Packages.Apk;

/// <summary>A file or symbolic link that a package owns (<c>R:</c>, <c>a:</c>, <c>Z:</c>).</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Mode">Permission bits; 0644 when the database states none.</param>
/// <param name="Checksum">Of the file's bytes, or of a symbolic link's target text; null when the database states none.</param>
/// <param name="Line">Line of the <c>R:</c> entry, from 1.</param>
public sealed record ApkFile(string Path, long Uid, long Gid, int Mode, ApkChecksum? Checksum, int Line);
