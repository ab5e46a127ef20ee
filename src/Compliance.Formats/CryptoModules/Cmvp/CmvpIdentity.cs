namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>What a module says about itself when a certificate is about it.</summary>
/// <param name="Name">The module's own name, compared ordinally.</param>
/// <param name="Version">Null when no source states it.</param>
/// <param name="Build">Empty when the module has none; null when it is not known, and a match is a candidate at most.</param>
/// <param name="Source">Where name and version were read.</param>
public sealed record CmvpIdentity(string Name, string? Version, string? Build, string Source);
