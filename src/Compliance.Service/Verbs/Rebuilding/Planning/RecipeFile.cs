using System.Collections.Immutable;
using Compliance.Cryptography.Hashing;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Apk.Repositories;
using Compliance.Pipeline.Compose;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Bundling;

namespace Compliance.Service.Verbs.Rebuilding.Planning;

/// <summary>A recipe with what it names read.</summary>
/// <param name="Folder">Where it lies: what it names is relative to this.</param>
/// <param name="Files">Recipe, configuration and included files by name.</param>
internal sealed record RecipeFile(RebuildRecipe Recipe, string Folder, ImmutableArray<(string Name, Digest Digest)> Files, ReadOnlyMemory<byte> Configuration)
{
    /// <summary>The only source of what the recipe names; null for its folder.</summary>
    public InputBundle? Bundle { get; private init; }

    /// <summary>The recipe itself.</summary>
    public ReadOnlyMemory<byte> Content { get; private init; }

    public const string LocalBuilder = "https://compliance.example/builders/local";

    /// <exception cref="VerbFailure">There is no such file, or it is no recipe.</exception>
    /// <param name="held">Bundle that recipe, configuration, keys and packages are taken from; null for folders.</param>
    public static RecipeFile Read(string path, InputBundle? held = null)
    {
        var bytes = held is null ? RebuildInput.Bytes(path) : BundleInput.Read(held, BundleInput.Configuration + path);
        var reading = RebuildRecipe.Read(bytes, path);
        if (!reading.TryGet(out var recipe)) throw VerbFailure.Unreadable(path, reading.Defects, "what a recipe says: compliance help rebuild");
        if (held is not null && recipe.Kind == RecipeKind.Command) throw new VerbFailure(ExitCodes.Usage, "a recipe of kind command takes no bundle", "its inputs are its folder, and it runs without a network");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var named = recipe with
        {
            Image = recipe.Image.Length > 0 ? recipe.Image : Path.GetFileName(folder),
            Builder = recipe.Builder.Length > 0 ? recipe.Builder : LocalBuilder,
        };
        ImmutableArray<(string, Digest)> files = [(Path.GetFileName(path), ContentHasher.Sha256(bytes.Span))];
        if (recipe.Kind == RecipeKind.Command) return new RecipeFile(named, folder, files, default);
        var configuration = held is null ? RebuildInput.Bytes(Path.Combine(folder, recipe.Configuration)) : BundleInput.Read(held, BundleInput.Configuration + recipe.Configuration);
        return new RecipeFile(named, folder, files.Add((recipe.Configuration, ContentHasher.Sha256(configuration.Span))), configuration) { Bundle = held, Content = bytes };
    }

    /// <summary>What is composed, before anything is planned.</summary>
    /// <param name="keyring">Keys instead of the recipe's; may be empty.</param>
    /// <exception cref="VerbFailure">Configuration or keys can't be read.</exception>
    /// <param name="files">Where repositories are read; null fetches nothing. A bundle takes its place.</param>
    /// <param name="included">Gets what the configuration includes, by name.</param>
    public ComposeRequest ToRequest(IReadOnlyList<string> keyring, long? epoch, IDictionary<string, ReadOnlyMemory<byte>>? included = null, IRepositoryFiles? files = null)
    {
        var place = Path.Combine(Folder, Recipe.Configuration);
        var reading = ApkoConfigurationReader.Read(Configuration, Recipe.Configuration, Include);
        if (!reading.TryGet(out var configuration)) throw VerbFailure.Unreadable(place, reading.Defects, "correct the configuration: its fields are apko's");
        if (!Recipe.Repositories.IsEmpty) configuration = configuration with { Contents = configuration.Contents with { BuildRepositories = Recipe.Repositories, Repositories = [] } };
        if (Bundle is not null) return new ComposeRequest(configuration, Recipe.Configuration, new BundleFiles(Bundle), BundleInput.Keyring(Bundle)) { Epoch = epoch };
        var keys = keyring.Count > 0 ? keyring : [.. Recipe.Keyring.Select(key => Path.Combine(Folder, key))];
        if (keys.Count == 0) throw new VerbFailure(ExitCodes.Usage, "no key for packages is named", "name one with --keyring, or under keyring in the recipe");
        return new ComposeRequest(configuration, Recipe.Configuration, files ?? new RepositoryPlaces(Folder, null, Limits.Default), RebuildInput.Keyring(keys, keyring.Count > 0 ? null : Folder)) { Epoch = epoch };

        ReadOnlyMemory<byte>? Include(string include)
        {
            var content = Bundle is null ? RebuildInput.Included(Path.GetDirectoryName(place)!, include) : BundleInput.Read(Bundle, BundleInput.Configuration + include);
            if (included is not null && content is { } bytes) included[include] = bytes;
            return content;
        }
    }
}
