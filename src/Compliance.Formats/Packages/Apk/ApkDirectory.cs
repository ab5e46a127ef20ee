namespace Compliance.Formats.Packages.Apk;

/// <summary>A directory that a package owns (<c>F:</c>, <c>M:</c>).</summary>
/// <param name="Path">Relative to the root; empty for the root itself.</param>
/// <param name="Mode">Permission bits; 0755 when the database states none.</param>
public sealed record ApkDirectory(string Path, long Uid, long Gid, int Mode);
