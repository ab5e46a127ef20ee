using System.Collections.Immutable;
using Compliance.Formats.Packages.Languages;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>What one look into a program, library, archive or script recorded. Exactly what the offline verifier has of files whose bytes are not kept.</summary>
/// <param name="Path">Where the file came to lie in the merged file system, no leading slash.</param>
/// <param name="Elf">Null for what is no ELF file.</param>
/// <param name="Script">Null for what is no script.</param>
/// <param name="Modules">Cryptography that the file holds; empty for most.</param>
public sealed record ScannedFile(string Path, Digest Sha256, ScannedElf? Elf, ScannedScript? Script, ImmutableArray<FoundModule> Modules)
{
    /// <summary>Packages of languages that the file says it holds.</summary>
    public ImmutableArray<LanguagePackage> Packages { get; init; } = [];
}
