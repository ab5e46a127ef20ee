using Compliance.Evidence.Packaging;
using Compliance.Reporting.Model;
using Compliance.Reporting.Sections.Facts;

namespace Compliance.Reporting.Sections;

/// <summary>What should have been read and could not be.</summary>
internal static class GapsSection
{
    public const string Id = "gaps";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var gaps = draft.Facts.SelectMany(set => set.Gaps).ToList();
        if (gaps.Count == 0)
            return new Block.Section(2, Id, "Gaps", [new Block.Paragraph([$"None found; {Wording.Count(Images.FactCount(draft), "fact")} looked at."])]);
        return new Block.Section(2, Id, "Gaps",
        [
            new Block.Paragraph(["A gap is evidence: what depends on it is unknown, never met."]),
            new Block.Table(
                $"{Wording.Count(gaps.Count, "thing")} that could not be read",
                [new("Code", 15), new("Image", 15), new("Concerns", 14), new("Where", 24), new("What happened", 32)],
                [.. gaps.Take(FactTable.MaxRows).Select(gap => new TableRow(
                    new Inline.Strong(gap.Code.Text),
                    Images.Label(draft, gap.Subject),
                    new TableCell([[KindWords.Singular(gap.Kind)], [new Inline.Aside(gap.Collector)]]),
                    new Inline.Code(gap.Locator.ToString()),
                    gap.Message))]),
            .. FactTable.Omitted(gaps.Count) is { } omitted ? [omitted] : Array.Empty<Block>(),
        ]);
    }
}
