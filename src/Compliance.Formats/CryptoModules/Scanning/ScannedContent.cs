using System.Collections.Immutable;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>What one look into a file's bytes showed, wherever the file lies: the same bytes under several names are looked into once.</summary>
/// <param name="Elf">Null for what is no ELF file.</param>
/// <param name="Script">Null for what is no script.</param>
/// <param name="Modules">Cryptography that the file holds; empty for most.</param>
/// <param name="Unread">What should have been looked into and could not be: cryptography may be there unseen. The document of a place is the entry inside the file, empty for the file itself.</param>
public sealed record ScannedContent(ScannedElf? Elf, ScannedScript? Script, ImmutableArray<FoundModule> Modules, ImmutableArray<Defect> Unread)
{
    /// <summary>Packages of languages that the file says it holds.</summary>
    public ImmutableArray<LanguagePackage> Packages { get; init; } = [];

    /// <summary>Whether a module wants the file's bytes again when its place is known.</summary>
    public bool WantsBytes => Modules.Any(module => module.WantsBytes);

    /// <summary><see cref="Unread"/> at the file's place: <c>path</c>, or <c>path!entry</c> as Java writes it.</summary>
    public IEnumerable<Defect> UnreadAt(string path) =>
        Unread.Select(defect => defect with { Locator = defect.Locator with { Document = defect.Locator.Document.Length == 0 ? path : $"{path}!{defect.Locator.Document}" } });

    /// <summary>The file at its place.</summary>
    public ScannedFile At(ModulePlace place, Digest sha256) =>
        new(place.Path, sha256, Elf, Script, [.. Modules.Select(module => module.Complete is { } complete ? complete(module, place) : module)]) { Packages = Packages };
}
