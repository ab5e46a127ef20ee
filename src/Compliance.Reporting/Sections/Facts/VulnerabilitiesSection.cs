using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections.Facts;

/// <summary>Known vulnerabilities matched to packages, with the last day of every clock side by side; then each clock's rule, source and inputs.</summary>
internal static class VulnerabilitiesSection
{
    public const string Id = "vulnerabilities";

    // A clock gives two answers for each input that nobody states.
    private const int MaxAnswers = 64;

    public static Block.Section Fold(EvidenceDraft draft) => new(2, Id, "Vulnerabilities",
    [
        .. FactTable.Of<VulnerabilityFact>(draft, FactKind.Vulnerability, "vulnerabilities matched to packages",
            [new("Vulnerability", 20), new("Package", 20), new("Severity", 12), new("Fixed in", 15), new("Rev5 by", 11), new("VDR by", 11), new("BOD 26-04 by", 11)],
            (vulnerability, _) =>
            [
                new Inline.Strong(vulnerability.Id),
                new Inline.Code(vulnerability.Package),
                vulnerability.Severity,
                new TableCell(Wording.Known(vulnerability.FixedVersion, version => new Inline.Code(version))),
                By(vulnerability.Rev5DueOn),
                By(vulnerability.VdrDueOn),
                By(vulnerability.BodDueOn),
            ]),
        .. Boundaries(draft),
        .. Clocks(draft),
    ]);

    /// <summary>FRR9: vulnerabilities of software that holds a module, and on which side of its boundary they lie.</summary>
    private static IEnumerable<Block> Boundaries(EvidenceDraft draft)
    {
        var several = Images.AreSeveral(draft);
        ImmutableArray<TableRow> rows =
        [
            .. FactTable.Facts<VulnerabilityFact>(draft, FactKind.Vulnerability).Where(found => !found.Value.Modules.IsEmpty).Take(FactTable.MaxRows)
                .Select(found => new TableRow([.. several ? [Images.Label(draft, found.Fact.Subject)] : (TableCell[])[], new TableCell(new Inline.Strong(found.Value.Id), new Inline.Text(" "), new Inline.Code(found.Value.Package)), new TableCell(Wording.Word(found.Value.Boundary)), FactTable.Lines(found.Value.BoundaryReasons, MaxAnswers, "nothing is known")])),
        ];
        if (rows.IsEmpty) yield break;
        ImmutableArray<TableColumn> columns = [new("Vulnerability", 24), new("Boundary", 12), new("What is said of each module, and by whom", 64)];
        yield return new Block.Table("Vulnerabilities of software that holds a cryptographic module", several ? [new("Image", 18), .. columns] : columns, rows);
    }

    private static TableCell By(Knowable<string> day) => new(Wording.Known(day, text => text.Length > 0 ? new Inline.Text(text) : new Inline.Text("no time set")));

    private static IEnumerable<Block> Clocks(EvidenceDraft draft)
    {
        var several = Images.AreSeveral(draft);
        ImmutableArray<TableRow> rows =
        [
            .. FactTable.Facts<VulnerabilityFact>(draft, FactKind.Vulnerability).Take(FactTable.MaxRows).Where(found => !found.Value.Clocks.IsEmpty)
                .Select(found => new TableRow([.. several ? [Images.Label(draft, found.Fact.Subject)] : (TableCell[])[], new TableCell(new Inline.Strong(found.Value.Id), new Inline.Text(" "), new Inline.Code(found.Value.Package)), Answers(found.Value)])),
        ];
        if (rows.IsEmpty) yield break;
        ImmutableArray<TableColumn> columns = [new("Vulnerability", 24), new("Clocks: last day, time by rule, source and inputs", 76)];
        yield return new Block.Table("Clocks side by side", several ? [new("Image", 18), .. columns] : columns, rows);
        yield return new Block.Paragraph([new Inline.Aside("Each clock binds by its own rule; where they differ, the earliest that binds decides. A clock whose inputs nobody states has an answer for each that is possible.")]);
    }

    private static TableCell Answers(VulnerabilityFact vulnerability) => FactTable.Lines(
        [.. vulnerability.ClocksDiffer.Length > 0 ? [vulnerability.ClocksDiffer] : (string[])[], .. vulnerability.Clocks], MaxAnswers, "no clock is in the policy set");
}
