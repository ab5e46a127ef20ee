namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>What the bytes of a file say that it is.</summary>
/// <param name="Name">Null when not identified.</param>
/// <param name="Version">Null when not identified.</param>
public sealed record ModuleClaim(string Family, string? Name, ModuleVersion? Version, bool IsStub);
