using System.Collections.Immutable;
using System.Globalization;
using Compliance.Evidence.Packaging;
using Compliance.Formats;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>What the evidence says about each assessment objective and rule, with the verdicts behind it.</summary>
internal static class ObjectivesSection
{
    public const string Id = "objectives";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var objectives = draft.Evaluation.Objectives;
        var blocks = ImmutableArray.CreateBuilder<Block>();
        blocks.Add(new Block.Paragraph(
        [
            "Evidence supports an objective, contradicts it, or does not evidence it. To judge it is for the assessor alone. ",
            objectives.IsEmpty ? $"None found; {Wording.Count(draft.Evaluation.Results.Length, "result")} looked at." : Figures(objectives),
        ]));
        foreach (var (subject, index) in draft.Subjects.Select((subject, index) => (subject, index)))
        {
            ImmutableArray<ObjectiveResult> own = [.. objectives.Where(objective => objective.Subject == subject.Manifest)];
            if (!own.IsEmpty) blocks.Add(Image(draft, index, own));
        }

        return new Block.Section(2, Id, "Objectives and rules", blocks.ToImmutable());
    }

    private static Block.Section Image(EvidenceDraft draft, int index, ImmutableArray<ObjectiveResult> objectives) =>
        new(3, $"objectives-{(index + 1).ToString(CultureInfo.InvariantCulture)}", $"Image {Images.Label(draft, index)}",
        [
            .. objectives.GroupBy(objective => objective.Framework, StringComparer.Ordinal).Select(group => (Block)new Block.Table(
                $"{group.Key}: {Figures([.. group])}",
                [new("Objective", 20), new("Evidence", 20), new("Policies behind it", 35), new("Note, and what people provide", 25)],
                [.. group.Select(Row)])),
        ]);

    private static TableRow Row(ObjectiveResult objective) => new(
        objective.Objective.Length > 0
            ? new TableCell([[new Inline.Strong(objective.Objective)], [new Inline.Aside(objective.Control)]])
            : new TableCell(new Inline.Strong(objective.Control.ToUpperInvariant())),
        new TableCell(new Inline.Badge(ToneOf(objective.State), objective.State.ToWords())),
        objective.Policies.IsEmpty
            ? new TableCell(new Inline.Aside("none speaks to it"))
            : new TableCell([.. objective.Policies.Select(policy => (ImmutableArray<Inline>)[new Inline.Code(policy.PolicyId), " ", new Inline.Aside(policy.Verdict.ToWords())])]),
        new TableCell([.. Notes(objective)]));

    private static IEnumerable<ImmutableArray<Inline>> Notes(ObjectiveResult objective)
    {
        if (objective.Note.Length > 0) yield return [objective.Note];
        if (!objective.Human.IsEmpty) yield return [new Inline.Badge(ToneOf(objective.HumanState), $"{objective.HumanState.ToWords()} by human evidence"), " ", string.Join(", ", objective.Human)];
        if (!objective.Needs.IsEmpty) yield return [new Inline.Aside("needs human evidence:"), " ", string.Join(", ", objective.Needs)];
        if (objective.Note.Length == 0 && objective.Needs.IsEmpty && objective.Human.IsEmpty) yield return [new Inline.Aside("nothing more asked")];
    }

    private static string Figures(ImmutableArray<ObjectiveResult> objectives) => string.Join(" · ",
        new[] { ObjectiveState.Contradicted, ObjectiveState.NotEvidenced, ObjectiveState.Supported }
            .Select(state => $"{Wording.Number(objectives.Count(objective => objective.State == state))} {state.ToWords()}"))
        + (objectives.Count(objective => !objective.Human.IsEmpty) is > 0 and var human ? $"; counted apart, {Wording.Number(human)} with human evidence" : "");

    private static Tone ToneOf(ObjectiveState state) => state switch
    {
        ObjectiveState.Supported => Tone.Good,
        ObjectiveState.Contradicted => Tone.Bad,
        _ => Tone.Unknown,
    };
}
