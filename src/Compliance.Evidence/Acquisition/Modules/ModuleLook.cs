using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Evidence.Acquisition.Modules;

/// <summary>What one look into a passing file left.</summary>
/// <param name="Content">Null when the file could not be read as what it begins like.</param>
/// <param name="Bytes">The whole file where a module asked for it; null otherwise.</param>
/// <param name="IsTooLarge">The file is larger than is looked into.</param>
internal sealed record ModuleLook(ScannedContent? Content, byte[]? Bytes, bool IsTooLarge)
{
    public static ModuleLook TooLarge { get; } = new(null, null, true);
}
