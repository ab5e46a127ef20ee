namespace Compliance.Formats.Packages.Dpkg;

/// <summary>A file that is installed under another name (dpkg-divert(1)).</summary>
/// <param name="From">The name in packages.</param>
/// <param name="To">The name on disk.</param>
/// <param name="Package">The package whose own file keeps its name; <c>:</c> for an administrator's diversion.</param>
public sealed record DpkgDiversion(string From, string To, string Package);
