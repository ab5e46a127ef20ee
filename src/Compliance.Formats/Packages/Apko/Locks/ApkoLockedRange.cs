namespace Compliance.Formats.Packages.Apko.Locks;

/// <param name="Range"><c>bytes=0-646</c>, both ends included.</param>
/// <param name="Checksum">Name of the algorithm, <c>-</c>, base64.</param>
public sealed record ApkoLockedRange(string Range, string Checksum);
