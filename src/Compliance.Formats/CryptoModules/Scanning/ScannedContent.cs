using System.Collections.Immutable;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>What one look into a file's bytes showed, wherever the file lies: the same bytes under several names are looked into once.</summary>
/// <param name="Elf">Null for what is no ELF file.</param>
/// <param name="Script">Null for what is no script.</param>
/// <param name="Modules">Cryptography that the file holds; empty for most.</param>
public sealed record ScannedContent(ScannedElf? Elf, ScannedScript? Script, ImmutableArray<FoundModule> Modules)
{
    /// <summary>Whether a module wants the file's bytes again when its place is known.</summary>
    public bool WantsBytes => Modules.Any(module => module.WantsBytes);

    /// <summary>The file at its place.</summary>
    public ScannedFile At(ModulePlace place, Digest sha256) =>
        new(place.Path, sha256, Elf, Script, [.. Modules.Select(module => module.Complete is { } complete ? complete(module, place) : module)]);
}
