using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Installed packages, counted by database; the list itself is an appendix.</summary>
internal static class PackagesSection
{
    public const string Id = "packages";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var rows = draft.Facts.SelectMany(set => set.OfKind(FactKind.Package).Select(fact => fact.Value).OfType<PackageFact>()
                .GroupBy(package => package.Database, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Row(Images.Label(draft, set.Subject), group.Key, [.. group])))
            .ToImmutableArray();
        ImmutableArray<Block> table = rows.IsEmpty ? [] :
        [
            new Block.Table("Installed packages by database",
            [
                new("Image", 20), new("Database", 16), new("Packages", 14, IsFigure: true), new("No licence", 15, IsFigure: true),
                new("No supplier", 15, IsFigure: true), new("Not in an SBOM", 20, IsFigure: true),
            ],
            rows),
        ];
        return new Block.Section(2, Id, "Packages", [.. table, .. Counts(draft), FactTable.Remark(draft, FactKind.Package, rows.IsEmpty)]);
    }

    private static TableRow Row(string image, string database, ImmutableArray<PackageFact> packages)
    {
        var unknown = packages.Count(package => !package.InSbom.IsKnown);
        var absent = Wording.Number(packages.Count(package => package.InSbom is { IsKnown: true, Value: false }));
        return new TableRow(
            image, new Inline.Strong(database), Wording.Number(packages.Length),
            Wording.Number(packages.Count(package => package.Licence.Length == 0)),
            Wording.Number(packages.Count(package => package.Supplier.Length == 0)),
            unknown == 0 ? absent : $"{absent}, {Wording.Number(unknown)} unknown");
    }

    private static IEnumerable<Block> Counts(EvidenceDraft draft)
    {
        var counts = FactTable.Facts<PopulationFact>(draft, FactKind.Population).ToList();
        if (counts.Count == 0) yield break;
        yield return new Block.Table("Counts taken from another source than the lists they are compared with",
            [new("Image", 20), new("Of", 25), new("Count", 15, true), new("Counted from", 40)],
            [.. counts.Select(found => new TableRow(
                Images.Label(draft, found.Fact.Subject), new Inline.Strong(found.Value.Name), Wording.Number(found.Value.Count), found.Value.CountedFrom))]);
    }
}
