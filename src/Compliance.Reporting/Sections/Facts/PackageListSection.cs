using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Appendix: every installed package.</summary>
internal static class PackageListSection
{
    public const string Id = "package-list";

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Appendix: installed packages",
    [
        .. FactTable.Of<PackageFact>(draft, FactKind.Package, "packages that the images' databases say are installed",
            [new("Package", 29), new("Version", 24), new("Architecture", 14), new("Origin", 20), new("Licence", 23), new("In SBOM", 14)],
            (package, _) =>
            [
                new TableCell(new Inline.Strong(package.Name), new Inline.Aside(package.Database)),
                new Inline.Code(package.Version),
                package.Architecture,
                package.Origin == package.Name ? new Inline.Aside("itself") : package.Origin,
                Wording.OrNone(package.Licence),
                package.InSbom.IsKnown ? new Inline.Text(package.InSbom.Value ? "yes" : "no") : new Inline.Text("unknown"),
            ]),
    ]);
}
