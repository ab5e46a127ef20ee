namespace Compliance.Formats.Packages.Dpkg;

/// <summary>A configuration file that dpkg never overwrites.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Md5">Of the file as packaged, lower-case hex; or <c>newconffile</c>.</param>
public sealed record DpkgConffile(string Path, string Md5, bool IsObsolete);
