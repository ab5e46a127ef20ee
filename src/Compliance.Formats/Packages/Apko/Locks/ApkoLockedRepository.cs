namespace Compliance.Formats.Packages.Apko.Locks;

/// <param name="Url">Of the index.</param>
/// <param name="Architecture">As apk names it.</param>
public sealed record ApkoLockedRepository(string Name, string Url, string Architecture);
