namespace Compliance.Formats.CryptoModules.Libraries;

/// <summary>One library that does cryptography, known by a symbol that only it defines.</summary>
/// <param name="VersionPrefix">Text before the version in the library's data; empty when it states none.</param>
/// <param name="HostFlag">The library reads the host's kernel flag or a file to switch an approved mode on; the data must hold this text. Empty when it has no such mode.</param>
internal sealed record KnownLibrary(string Family, string Name, string Symbol, string VersionPrefix, string HostFlag);
