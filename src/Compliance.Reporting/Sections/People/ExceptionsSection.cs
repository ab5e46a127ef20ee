using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>Every waiver with what came of it. FedRAMP deviations stand apart: an engineering exception is never told as one.</summary>
internal static class ExceptionsSection
{
    public const string Id = "exceptions";

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var waivers = draft.Evaluation.Waivers;
        if (waivers.IsEmpty)
        {
            return new Block.Section(2, Id, "Exceptions",
                [new Block.Paragraph([$"None given; {Wording.Count(draft.Evaluation.Results.Count(result => result.Verdict == Verdict.NotMet), "result")} not met."])]);
        }

        var deviations = waivers.Where(waiver => waiver.IsFedRampDeviation).ToImmutableArray();
        var others = waivers.Where(waiver => !waiver.IsFedRampDeviation).ToImmutableArray();
        return new Block.Section(2, Id, "Exceptions",
        [
            new Block.Paragraph(["A waiver never changes a verdict: what it covers stays not met, and is told as waived. One without effect is listed with its reason."]),
            .. Table(draft, "FedRAMP deviations (false positives, operational requirements, risk adjustments, vendor dependencies)", deviations),
            .. Table(draft, "Other exceptions (engineering exceptions and accepted weaknesses, which are no FedRAMP deviations)", others),
        ]);
    }

    private static IEnumerable<Block> Table(EvidenceDraft draft, string caption, ImmutableArray<WaiverResult> waivers)
    {
        if (waivers.IsEmpty) yield break;
        yield return new Block.Table(
            $"{caption}: {Wording.Number(waivers.Count(waiver => waiver.HasEffect))} of {Wording.Number(waivers.Length)} in effect",
            [new("Waiver", 22), new("Policy and images", 22), new("Approval", 24), new("Effect", 32)],
            [.. waivers.Select(waiver => Row(draft, waiver))]);
    }

    private static TableRow Row(EvidenceDraft draft, WaiverResult waiver) => new(
        new TableCell([[new Inline.Strong(waiver.Id.Length > 0 ? waiver.Id : waiver.Path)], [new Inline.Aside(waiver.Type.Replace('-', ' '))]]),
        new TableCell([[Wording.CodeOrNone(waiver.PolicyId)], .. waiver.Images.Select(image => (ImmutableArray<Inline>)[new Inline.Aside(Images.Label(draft, image))])]),
        new TableCell(
        [
            [new Inline.Aside("state: "), waiver.State.Length > 0 ? waiver.State.Replace('-', ' ') : "not readable"],
            [new Inline.Aside("requested: "), Wording.OrNone(waiver.RequestedBy)],
            [new Inline.Aside("validated: "), Wording.OrNone(waiver.ValidatedBy)],
            [new Inline.Aside("approved: "), Wording.OrNone(waiver.ApprovedBy)],
            [new Inline.Aside("document: "), Wording.OrNone(waiver.Reference)],
            [new Inline.Aside("signature: "), waiver.Signature],
            .. waiver.LastCheckIn.Length > 0 ? [[new Inline.Aside("last check-in with the vendor: "), waiver.LastCheckIn]] : (ImmutableArray<ImmutableArray<Inline>>)[],
        ]),
        new TableCell(
        [
            [waiver.HasEffect ? new Inline.Badge(Tone.Caution, $"in effect until {waiver.Expires}") : new Inline.Badge(Tone.Neutral, "no effect")],
            [Wording.OrNone(waiver.Reason)],
            .. waiver.Problems.Select(problem => (ImmutableArray<Inline>)[new Inline.Strong(problem.Code.Text), " ", problem.Message]),
        ]));
}
