using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>The verdict, its counts by family and by image, and what to do first.</summary>
internal static class SummarySection
{
    public const string Id = "summary";

    private const int MaxRemedies = 10;

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var results = draft.Evaluation.Results;
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Banner(
            Wording.ToneOf(draft.Evaluation.Verdict), draft.Evaluation.Verdict.ToWords(),
            [$"{Figures(results)}{Waived(results)}{DeviationWords.Count(results)} · {Wording.Count(results.Length, "result")} of {draft.Evaluation.ProfileTitle}, as of {Wording.Day(draft.Run.EvaluatedAt)}"]));
        if (results.IsEmpty)
        {
            blocks.Add(new Block.Paragraph([$"None found; 0 policies were evaluated over {Wording.Count(Images.FactCount(draft), "fact")}. No result is not a pass."]));
        }
        else
        {
            blocks.Add(ByFamily(results));
            if (Images.AreSeveral(draft)) blocks.Add(ByImage(draft));
            blocks.Add(Remedies(draft));
        }

        return new Block.Section(2, Id, "Summary of verdicts", blocks.ToImmutable());
    }

    /// <summary><c>25 met · 1 not met · 3 unknown · 0 not applicable</c>.</summary>
    public static string Figures(ImmutableArray<PolicyResult> results) => string.Join(" · ", VerdictOrder.Told.Select(verdict =>
        $"{Wording.Number(results.Count(result => result.Verdict == verdict))} {verdict.ToWords()}"));

    private static string Waived(ImmutableArray<PolicyResult> results) =>
        results.Count(result => result.IsWaived) is > 0 and var waived ? $" ({Wording.Number(waived)} of those not met waived)" : "";

    private static Block.Table ByFamily(ImmutableArray<PolicyResult> results)
    {
        var rows = results.GroupBy(result => result.Family, StringComparer.Ordinal)
            .OrderBy(group => VerdictOrder.OfFamily(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => CountRow(new Inline.Strong(group.Key), [.. group]));
        return new Block.Table("Verdicts by family", CountColumns("Family"), [.. rows, CountRow(new Inline.Strong("total"), results)]);
    }

    private static Block.Table ByImage(EvidenceDraft draft)
    {
        var rows = draft.Subjects.Select((subject, index) => CountRow(
            new Inline.Link(VerdictsSection.AnchorOf(index), Images.Label(draft, index)),
            [.. draft.Evaluation.Results.Where(result => result.Subject == subject.Manifest)]));
        var caption = $"Verdicts by image: {Wording.Number(draft.Subjects.Length)} of {Wording.Count(draft.Subjects.Length, "subject")}";
        return new Block.Table(caption, CountColumns("Image"), [.. rows]);
    }

    private static ImmutableArray<TableColumn> CountColumns(string first) =>
        [new(first, 26), new("Verdict", 24), .. VerdictOrder.Told.Select(verdict => new TableColumn(verdict.ToWords(), 12, IsFigure: true)), new("judged", 12, IsFigure: true)];

    private static TableRow CountRow(Inline name, ImmutableArray<PolicyResult> results) => new(
    [
        new TableCell(name),
        new TableCell(Wording.Badge(Verdicts.Combine(results.Select(result => result.CountsAs)))),
        .. VerdictOrder.Told.Select(verdict => new TableCell(Wording.Number(results.Count(result => result.Verdict == verdict)))),
        new TableCell(Wording.Number(results.Length)),
    ]);

    private static Block Remedies(EvidenceDraft draft)
    {
        var all = draft.Evaluation.Results.Where(result => !result.IsExcused).OrderBy(result => result, VerdictOrder.WorstFirst)
            .SelectMany(result => VerdictOrder.Worst(result.Reasons).Where(reason => reason.Remedy.Length > 0).Select(reason => (Result: result, Reason: reason)))
            .DistinctBy(pair => (pair.Result.PolicyId, pair.Reason.Remedy))
            .ToImmutableArray();
        if (all.IsEmpty) return new Block.Paragraph([$"Nothing to do: none of {Wording.Count(draft.Evaluation.Results.Length, "result")} names a remedy."]);
        ImmutableArray<ImmutableArray<Inline>> items =
        [
            .. all.Take(MaxRemedies).Select(pair => (ImmutableArray<Inline>)
                [Wording.Badge(pair.Reason.Verdict), " ", new Inline.Strong(pair.Result.Title), ": ", pair.Reason.Remedy]),
        ];
        if (all.Length > MaxRemedies)
            items = items.Add([string.Create(CultureInfo.InvariantCulture, $"and {all.Length - MaxRemedies} more beside their verdicts below")]);
        return new Block.Section(3, "what-to-do", "What to do, worst first", [new Block.Bullets(items)]);
    }
}
