using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Known vulnerabilities matched to packages.</summary>
internal static class VulnerabilitiesSection
{
    public const string Id = "vulnerabilities";

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Vulnerabilities",
    [
        .. FactTable.Of<VulnerabilityFact>(draft, FactKind.Vulnerability, "vulnerabilities matched to packages",
            [new("Vulnerability", 24), new("Package", 28), new("Severity", 14), new("Fixed in", 17), new("Due on", 17)],
            (vulnerability, _) =>
            [
                new Inline.Strong(vulnerability.Id),
                new Inline.Code(vulnerability.Package),
                vulnerability.Severity,
                new TableCell(Wording.Known(vulnerability.FixedVersion, version => new Inline.Code(version))),
                new TableCell(Wording.Known(vulnerability.DueOn, day => day)),
            ]),
    ]);
}
