namespace Compliance.Formats.Packages.Apko.Locks;

/// <param name="Content">The key in PEM; null where older files do not hold it.</param>
public sealed record ApkoLockedKey(string Name, string Url, string? Content);
