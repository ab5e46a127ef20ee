namespace Compliance.Formats.Packages.Dpkg;

/// <summary>One line of an <c>md5sums</c> file. MD5 tells which bytes the packager meant, it does not protect them.</summary>
/// <param name="Path">Relative to the root, as packaged: before diversions.</param>
/// <param name="Md5">Lower-case hex.</param>
/// <param name="Line">From 1.</param>
public sealed record DpkgFileSum(string Path, string Md5, int Line);
