using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Packages.Recipes;

/// <summary>What an owner states about rebuilding an image; <c>docs/rebuild.md</c> describes the file. Texts and lists are empty where it states nothing.</summary>
public sealed record RebuildRecipe
{
    public RecipeKind Kind { get; init; }

    /// <summary>Repository name of the image, which its signatures name.</summary>
    public string Image { get; init; } = "";

    /// <summary>Id of the builder that provenance names.</summary>
    public string Builder { get; init; } = "";

    /// <summary>apko configuration, relative to the recipe.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Package repositories, relative to the recipe; empty for those of the configuration.</summary>
    public ImmutableArray<string> Repositories { get; init; } = [];

    /// <summary>Public keys or folders of them, relative to the recipe.</summary>
    public ImmutableArray<string> Keyring { get; init; } = [];

    /// <summary>Packages that bring an approved cryptographic module and its configuration.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];

    /// <summary>Packages that a plan never drops.</summary>
    public ImmutableArray<string> Keep { get; init; } = [];

    /// <summary>Packages of the world that others take the place of: old name → new name, or nothing.</summary>
    public ImmutableSortedDictionary<string, string> Replace { get; init; } = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>For <see cref="RecipeKind.Command"/>: program and arguments, run in the recipe's folder.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>For <see cref="RecipeKind.Command"/>: the folder where the command leaves an OCI layout.</summary>
    public string Output { get; init; } = "";

    /// <summary>For <see cref="RecipeKind.Command"/>: files and folders that the command reads, which provenance names with their digests.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    public ImmutableArray<RecipeTest> Tests { get; init; } = [];

    public static Reading<RebuildRecipe> Read(ReadOnlyMemory<byte> yaml, string document, Limits? limits = null) => RebuildRecipeReader.Read(yaml, document, limits ?? Limits.Default);
}
