using System.Collections.Immutable;
using Compliance.Formats.Packages.Apk.Versions;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Packages.Recipes;
using Compliance.Pipeline.Compose.Files;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Plan.Finding;

/// <summary>The packages that a configuration asks for by name, and those that came along.</summary>
internal sealed class WorldPackages(Composition composition, ApkoConfiguration configuration, RebuildRecipe recipe)
{
    private readonly ImmutableArray<(string Text, ApkDependency Item)> world =
        [.. configuration.Contents.Packages.Select(text => (text, ApkDependency.TryParse(text, out var item) ? item : null)).Where(pair => pair.Item2 is not null).Select(pair => (pair.text, pair.Item2!))];

    public bool Has(string name) => world.Any(pair => pair.Item.Name == name);

    public bool CanDropOwnerOf(string path) => OwnerOf(path) is { } package && Refusal(package) is null;

    /// <summary>Takes the package that owns the path out of the world; null when nobody does, or it can't go.</summary>
    public FoundOperation? DropOwnerOf(string path, string policy)
    {
        if (OwnerOf(path) is not { } package || Refusal(package) is not null) return null;
        var texts = world.Where(pair => Provides(package, pair.Item)).Select(pair => pair.Text).ToImmutableHashSet(StringComparer.Ordinal);
        return new FoundOperation(
            new PlannedOperation(OperationKind.DropPackage, package.Name, $"ships {path}", [policy]),
            one => one with { Contents = one.Contents with { Packages = one.Contents.Packages.RemoveAll(texts.Contains) } });
    }

    /// <summary>Why the package that owns the path can't go; empty when it can, or nobody owns it.</summary>
    public string WhyKept(string path) => OwnerOf(path) is { } package ? Refusal(package) ?? "" : "";

    public IEnumerable<FoundOperation> Unpin(string policy)
    {
        foreach (var (text, item) in world.Where(pair => pair.Item is { Relation: ApkRelation.Equal, IsConflict: false }))
        {
            var newer = composition.Images.SelectMany(image => image.Repositories).SelectMany(repository => repository.Index.Packages)
                .Any(package => package.Name == item.Name && ApkVersions.Compare(package.Version, item.Version) > 0);
            if (!newer) continue;
            yield return new FoundOperation(
                new PlannedOperation(OperationKind.UnpinPackage, item.Name, $"{text} becomes {item.Name}>={item.Version}", [policy]),
                one => one with { Contents = one.Contents with { Packages = one.Contents.Packages.Replace(text, $"{item.Name}>={item.Version}") } });
        }
    }

    private InstalledPackage? OwnerOf(string path) =>
        composition.Images.SelectMany(image => image.Packages).FirstOrDefault(package => package.Entries.Any(entry => entry.Path == path.TrimStart('/')));

    private string? Refusal(InstalledPackage package)
    {
        if (recipe.Keep.Contains(package.Name, StringComparer.Ordinal)) return $"the recipe keeps {package.Name}";
        if (!world.Any(pair => Provides(package, pair.Item))) return $"{package.Name} is needed by {package.Selected.Because}";
        var entrypoint = configuration.Entrypoint;
        var program = entrypoint.ShellFragment.Length > 0 ? "/bin/sh" : ShellWords.Split(entrypoint.Command) is [var first, ..] ? first : "";
        var owner = program.Length > 0 && composition.Images.Select(image => image.Tree.Find(program)).Any(node => node is not null) ? OwnerOf(program) : null;
        return owner?.Name == package.Name ? $"{package.Name} ships the entrypoint {program}" : null;
    }

    private static bool Provides(InstalledPackage package, ApkDependency item) => package.Selected.Candidate.Satisfies(item);
}
