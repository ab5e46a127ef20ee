using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>Every policy result of every image, worst first, with its reasons, remedies and controls.</summary>
internal static class VerdictsSection
{
    public const string Id = "verdicts";

    private const int MaxReasons = 12;
    private const int MaxReasonsWhenMet = 3;

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var images = draft.Subjects.Select((subject, index) => (Block)Image(draft, index, [.. draft.Evaluation.Results.Where(result => result.Subject == subject.Manifest)]));
        var known = draft.Subjects.Select(subject => subject.Manifest).ToHashSet();
        var others = draft.Evaluation.Results.Where(result => !known.Contains(result.Subject)).GroupBy(result => result.Subject)
            .OrderBy(group => group.Key)
            .Select((group, index) => (Block)Part(draft, $"verdicts-other-{(index + 1).ToString(CultureInfo.InvariantCulture)}", $"Subject {group.Key}", [.. group]));
        ImmutableArray<Block> blocks = [.. images, .. others];
        if (blocks.IsEmpty) blocks = [new Block.Paragraph([$"None found; 0 images and {Wording.Count(Images.FactCount(draft), "fact")} looked at."])];
        return new Block.Section(2, Id, "Verdicts by image", blocks);
    }

    /// <summary>Anchor of the table of the image with this index in the draft.</summary>
    public static string AnchorOf(int index) => $"verdicts-{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    private static Block.Section Image(EvidenceDraft draft, int index, ImmutableArray<PolicyResult> results) =>
        Part(draft, AnchorOf(index), $"Image {Images.Label(draft, index)}", results, new Inline.Hash(draft.Subjects[index].Manifest));

    private static Block.Section Part(EvidenceDraft draft, string anchor, string title, ImmutableArray<PolicyResult> results, params ReadOnlySpan<Inline> about)
    {
        ImmutableArray<Inline> runs = [.. about];
        if (results.IsEmpty)
        {
            var looked = $" None found; {Wording.Count(draft.Evaluation.Results.Length, "result")} looked at. No result is not a pass.";
            return new Block.Section(3, anchor, title, [new Block.Paragraph([.. runs, looked])]);
        }

        return new Block.Section(3, anchor, title,
        [
            new Block.Paragraph([Wording.Badge(Verdicts.Combine(results.Select(result => result.CountsAs))), " ", .. runs]),
            new Block.Table(
                $"{title}: {SummarySection.Figures(results)}",
                [new("Verdict", 17), new("Policy", 25), new("Why, and what to do", 40), new("Controls", 18)],
                [.. results.OrderBy(result => result, VerdictOrder.WorstFirst).Select(Row)]),
        ]);
    }

    private static TableRow Row(PolicyResult result) => new(
        new TableCell(
        [
            [Wording.Badge(result.Verdict)],
            .. result.Waivers.Select(waiver => (ImmutableArray<Inline>)[new Inline.Badge(Tone.Caution, waiver.Effect), new Inline.Aside(waiver.Approval)]),
            [new Inline.Aside($"severity {result.Severity}")],
            .. DeviationWords.Standing(result),
        ]),
        new TableCell([[new Inline.Strong(result.Title)], [new Inline.Code(result.PolicyId)], [new Inline.Aside($"{result.Family}; judged {Wording.Number(result.Judged)}")]]),
        new TableCell(Why(result)),
        Controls(result.Controls));

    private static ImmutableArray<ImmutableArray<Inline>> Why(PolicyResult result)
    {
        var limit = result.Verdict == Verdict.Met ? MaxReasonsWhenMet : MaxReasons;
        var lines = ImmutableArray.CreateBuilder<ImmutableArray<Inline>>();
        var told = VerdictOrder.Worst(result.Reasons).Take(limit).ToList();
        foreach (var reason in told) lines.Add(Told(reason, result.Verdict));
        if (result.Reasons.Length > limit)
            lines.Add([new Inline.Aside($"and {Wording.Count(result.Reasons.Length - limit, "more reason", "more reasons")} in {ReportDraft.ResultsPath}")]);
        foreach (var remedy in told.Select(reason => reason.Remedy).Where(remedy => remedy.Length > 0).Distinct(StringComparer.Ordinal))
            lines.Add([new Inline.Strong("Fix: "), remedy]);
        lines.AddRange(DeviationWords.Record(result.Deviation));
        if (result.Reasons.IsEmpty)
            lines.Add([new Inline.Aside($"no reason stated; {Wording.Count(result.FactIds.Length, "fact")} used")]);
        if (!result.GapCodes.IsEmpty)
            lines.Add([new Inline.Strong("Gaps: "), string.Join(", ", result.GapCodes), " (", new Inline.Link(GapsSection.Id, "what could not be read"), ")"]);
        if (result.CarriedOnly)
            lines.Add([new Inline.Badge(Tone.Caution, "carried only"), new Inline.Aside("the package alone can't show these facts again; verify --image can")]);
        return lines.ToImmutable();
    }

    private static ImmutableArray<Inline> Told(Reason reason, Verdict verdict)
    {
        var runs = ImmutableArray.CreateBuilder<Inline>();
        if (reason.Verdict != verdict) runs.AddRange(Wording.Badge(reason.Verdict), " ");
        if (reason.Item.Length > 0) runs.AddRange(new Inline.Code(reason.Item), ": ");
        runs.Add(reason.Message.Length > 0 ? reason.Message : reason.Check);
        return runs.ToImmutable();
    }

    private static TableCell Controls(ImmutableArray<ControlReference> controls) => controls.IsEmpty
        ? new TableCell(new Inline.Aside("none named"))
        : new TableCell(
        [
            .. controls.Select(control => (ImmutableArray<Inline>)
            [
                new Inline.Strong(control.Id.ToUpperInvariant()),
                new Inline.Aside(string.Join(", ", new[] { control.Objective, control.Force, control.Framework }.Where(word => word.Length > 0))),
            ]),
        ]);
}
