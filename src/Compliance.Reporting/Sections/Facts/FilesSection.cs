using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Where the files of each image come from, and by name those that nothing explains.</summary>
internal static class FilesSection
{
    public const string Id = "files";

    private const int MaxPaths = 20;

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var found = FactTable.Facts<FilesFact>(draft, FactKind.Files).ToImmutableArray();
        var parts = found.Select((fact, index) => (Block)new Block.Section(
            3, $"files-{(index + 1).ToString(CultureInfo.InvariantCulture)}", $"Image {Images.Label(draft, fact.Fact.Subject)}", [new Block.Grid(Rows(fact.Value))]));
        return new Block.Section(2, Id, "Origin of files", [.. parts, FactTable.Remark(draft, FactKind.Files, found.IsEmpty)]);
    }

    private static ImmutableArray<GridRow> Rows(FilesFact fact) =>
    [
        new("Regular files", new Inline.Strong(Wording.Number(fact.Total))),
        new("Owned by a package, intact", Wording.Number(fact.Intact)),
        new("Owned, no digest to compare", Wording.Number(fact.Unchecked)),
        new("Configuration", Wording.Number(fact.Configuration)),
        new("Listed by a language's metadata", Wording.Number(fact.Language)),
        new("Explained by a rule", Explained(fact)),
        new("Only in an SBOM", Wording.Number(fact.InSbom)),
        Paths("Owned and modified", fact.Modified),
        Paths("Owned and missing", fact.Missing),
        Paths("Unexplained programs", fact.DarkPrograms),
        Paths("Unexplained Java archives", fact.DarkJars),
        Paths("Unexplained scripts", fact.DarkScripts),
        Paths("Unexplained data", fact.DarkData),
    ];

    private static ImmutableArray<Inline> Explained(FilesFact fact) =>
    [
        $"{Wording.Number(fact.Generated)} ",
        new Inline.Aside(string.Join(", ", fact.ExplainedBy.Select(pair => $"{pair.Key} {pair.Value}"))),
    ];

    private static GridRow Paths(string term, ImmutableArray<string> paths)
    {
        if (paths.IsEmpty) return new GridRow(term, new Inline.Aside("none"));
        var runs = ImmutableArray.CreateBuilder<Inline>();
        runs.Add(new Inline.Strong($"{Wording.Number(paths.Length)}: "));
        foreach (var path in paths.Take(MaxPaths)) runs.AddRange(new Inline.Code(path), " ");
        if (paths.Length > MaxPaths) runs.Add(new Inline.Aside($"and {Wording.Number(paths.Length - MaxPaths)} more"));
        return new GridRow(term, runs.ToImmutable());
    }
}
