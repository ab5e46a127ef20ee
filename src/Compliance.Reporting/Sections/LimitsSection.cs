using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Facts;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>How far the evidence reaches: coverage by kind, how facts can be shown again, and what is not proved.</summary>
internal static class LimitsSection
{
    public const string Id = "limits";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var facts = draft.Facts.SelectMany(set => set.Facts).ToList();
        return new Block.Section(2, Id, "Limits",
        [
            draft.Limits.IsEmpty
                ? new Block.Paragraph(["None stated (0 sentences). That states nothing."])
                : new Block.Bullets([.. draft.Limits.Select(limit => (ImmutableArray<Inline>)[limit])]),
            new Block.Paragraph(
            [
                $"{Wording.Count(facts.Count, "fact")}: ",
                $"{Count(facts, Reperformance.Rederived)} can be derived again from raw bytes in the package, ",
                $"{Count(facts, Reperformance.FromInventory)} from the recorded inventory, ",
                $"{Count(facts, Reperformance.Carried)} are carried and need the image.",
            ]),
            Coverage(draft),
            .. Needed(draft),
        ]);
    }

    private static IEnumerable<Block> Needed(EvidenceDraft draft)
    {
        var needed = draft.Evaluation.Needed;
        if (needed.IsEmpty) yield break;
        yield return new Block.Table(
            $"Needs human evidence: {Wording.Count(needed.Length, "check")} that an image's evidence can't answer, or not all of it",
            [new("Check", 30), new("Method", 14), new("What to provide", 56)],
            [.. needed.Select(one => new TableRow(new TableCell([[new Inline.Strong(one.Title)], [new Inline.Code(one.Id)]]), one.Method, one.Provide))]);
    }

    private static string Count(List<Fact> facts, Reperformance how) => Wording.Number(facts.Count(fact => fact.Reperformance == how));

    private static Block.Table Coverage(EvidenceDraft draft) => new(
        "How completely each kind was collected",
        [new("Kind", 25), new("Image", 20), new("Coverage", 27), new("Facts", 14, IsFigure: true), new("Gaps", 14, IsFigure: true)],
        [.. from kind in Enum.GetValues<FactKind>()
            from set in draft.Facts
            select new TableRow(
                new Inline.Strong(KindWords.Singular(kind)),
                Images.Label(draft, set.Subject),
                Badge(set.CoverageOf(kind)),
                Wording.Number(set.OfKind(kind).Count()),
                Wording.Number(set.Gaps.Count(gap => gap.Kind == kind)))]);

    private static Inline.Badge Badge(Coverage coverage) => coverage switch
    {
        Policy.Facts.Coverage.Complete => new Inline.Badge(Tone.Good, "complete"),
        Policy.Facts.Coverage.Partial => new Inline.Badge(Tone.Caution, "partial"),
        _ => new Inline.Badge(Tone.Unknown, "not collected"),
    };
}
