using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats;
using Compliance.Policy.Documents;
using Compliance.Policy.Findings.Tracking;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Exceptions;

/// <summary>
/// Judges waivers and tells them beside the results that they cover. A pure function: verdicts, reasons and counts stay as they are. Only what is known to be not met
/// can be waived, and a result is waived only when every one of its failures is covered.
/// </summary>
public sealed class WaiverJudgement
{
    private readonly Evaluation evaluation;
    private readonly ImmutableArray<WaiverTarget> targets;
    private readonly ImmutableArray<Judged> waivers;

    private WaiverJudgement(Evaluation evaluation, ImmutableArray<WaiverTarget> targets, ImmutableArray<Judged> waivers) =>
        (this.evaluation, this.targets, this.waivers) = (evaluation, targets, waivers);

    /// <param name="targets">The images of the evaluation.</param>
    public static Evaluation Apply(Evaluation evaluation, PolicySet policies, IEnumerable<PresentedWaiver> presented, IEnumerable<WaiverTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var judged = JudgeAll(policies, presented, evaluation.EvaluatedAt);
        if (judged.IsEmpty) return evaluation;
        return new WaiverJudgement(evaluation, [.. targets], judged).Apply();
    }

    /// <summary>What the waivers are worth by themselves on a date, images aside: <see cref="WaiverResult.Problems"/> is empty for those that would have effect.</summary>
    public static ImmutableArray<WaiverResult> Review(PolicySet policies, IEnumerable<PresentedWaiver> presented, DateTimeOffset at) =>
        [.. JudgeAll(policies, presented, at).Select(waiver => ResultOf(waiver, []))];

    private static ImmutableArray<Judged> JudgeAll(PolicySet policies, IEnumerable<PresentedWaiver> presented, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        ImmutableArray<Judged> judged = [.. presented.OrderBy(waiver => waiver.Path, StringComparer.Ordinal).Select(waiver => Judge(waiver, policies, day))];
        foreach (var twice in judged.Where(waiver => waiver.Document is not null).GroupBy(waiver => waiver.Document!.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            foreach (var waiver in twice) waiver.Problems.Add(new RecordProblem(WaiverCodes.Repeated, $"several files have the id '{twice.Key}'"));
        }

        return judged;
    }

    private static Judged Judge(PresentedWaiver presented, PolicySet policies, string day)
    {
        var judged = new Judged(presented, presented.Waiver.TryGet(out var waiver) ? waiver.Document : null, day);
        if (judged.Document is { } document) judged.Problems.AddRange(WaiverRules.ProblemsOf(document, presented.Signature, policies, day));
        else judged.Problems.Add(new RecordProblem(WaiverCodes.Unreadable, $"can't be read: {presented.Waiver.Defects[0]}"));
        return judged;
    }

    private Evaluation Apply()
    {
        var effect = waivers.ToDictionary(waiver => waiver, _ => new SortedSet<Digest>());
        foreach (var waiver in waivers.Where(waiver => waiver.Problems.Count == 0)) NoteNoMatch(waiver);
        ImmutableArray<PolicyResult> results = [.. evaluation.Results.Select(result => Apply(result, effect))];
        return evaluation with { Results = results, Waivers = [.. waivers.Select(waiver => ResultOf(waiver, [.. effect[waiver]]))] };
    }

    private PolicyResult Apply(PolicyResult result, Dictionary<Judged, SortedSet<Digest>> effect)
    {
        var matching = waivers.Where(waiver => waiver.IsSound && waiver.Document!.Policy == result.PolicyId && MatchesImage(waiver.Document, result.Subject)).ToArray();
        if (matching.Length == 0) return result;
        if (result.Verdict != Verdict.NotMet)
        {
            foreach (var waiver in matching) waiver.Note(WaiverCodes.NotNeeded, $"{result.PolicyId} is {result.Verdict.ToWords()} there: nothing to waive");
            return result;
        }

        var failures = result.Reasons.Where(reason => reason.Verdict == Verdict.NotMet).ToArray();
        var covering = matching.Where(waiver => failures.Any(failure => Covers(waiver.Document!, failure))).ToArray();
        foreach (var waiver in matching.Except(covering)) waiver.Note(WaiverCodes.NoMatch, $"no item of {result.PolicyId} that is not met is called '{waiver.Document!.Subject.Item}'");
        var open = failures.Where(failure => !covering.Any(waiver => Covers(waiver.Document!, failure))).ToArray();
        if (failures.Length == 0 || open.Length > 0)
        {
            var left = open.Length == 0 ? "" : $", for example {(open[0].Item.Length > 0 ? open[0].Item : open[0].Check)}";
            foreach (var waiver in covering) waiver.Note(WaiverCodes.Partial, string.Create(CultureInfo.InvariantCulture, $"{open.Length} of {failures.Length} failures of {result.PolicyId} are covered by no waiver{left}"));
            return result;
        }

        foreach (var waiver in covering) effect[waiver].Add(result.Subject);
        return result with { Waivers = [.. covering.OrderBy(waiver => waiver.Document!.Id, StringComparer.Ordinal).Select(AppliedOf)] };
    }

    private void NoteNoMatch(Judged waiver)
    {
        waiver.IsSound = true;
        if (!targets.Any(target => MatchesImage(waiver.Document!, target.Manifest)))
            waiver.Note(WaiverCodes.NoMatch, $"no image of this audit is called '{waiver.Document!.Subject.Image}'");
    }

    private bool MatchesImage(WaiverDocument waiver, Digest manifest)
    {
        if (targets.FirstOrDefault(target => target.Manifest == manifest) is not { } target) return false;
        var pattern = waiver.Subject.Image;
        return pattern == target.Manifest.ToString() || pattern == target.Index?.ToString() || NamePattern.Matches(pattern, target.Reference);
    }

    private static bool Covers(WaiverDocument waiver, Reason failure) => waiver.Subject.Item is not { } pattern || (failure.Item.Length > 0 && NamePattern.Matches(pattern, failure.Item));

    private static AppliedWaiver AppliedOf(Judged waiver)
    {
        var document = waiver.Document!;
        return new AppliedWaiver(
            document.Id, DocumentReader.WordOf(document.Type), document.Expires, WaiverRules.Approval(document)!.Actor, waiver.Presented.Signature.Word,
            document.AdjustedSeverity is { } severity ? DocumentReader.WordOf(severity) : "")
        {
            NextCheckIn = VendorCheckIn.NextDue(WaiverRules.LastCheckIn(document, waiver.Day)) ?? "",
        };
    }

    private static WaiverResult ResultOf(Judged waiver, ImmutableArray<Digest> images)
    {
        var document = waiver.Document;
        var steps = document is null ? [] : WaiverRules.StepsUntil(document, waiver.Day);
        string By(WaiverState state) => steps.LastOrDefault(step => step.State == state) is { } step ? $"{step.Actor}, {step.Role}" : "";
        return new WaiverResult
        {
            Path = waiver.Presented.Path,
            Id = document?.Id ?? "",
            PolicyId = document?.Policy ?? "",
            Type = document is null ? "" : DocumentReader.WordOf(document.Type),
            Reason = document?.Reason ?? "",
            Expires = document?.Expires ?? "",
            State = document is not null && string.CompareOrdinal(waiver.Day, document.Expires) > 0 ? DocumentReader.WordOf(WaiverState.Expired) : steps.IsEmpty ? "" : DocumentReader.WordOf(steps[^1].State),
            RequestedBy = By(WaiverState.Requested),
            ValidatedBy = By(WaiverState.AssessorValidated),
            ApprovedBy = By(WaiverState.AoApproved),
            Reference = steps.IsEmpty ? "" : steps[^1].Document,
            Signature = waiver.Presented.Signature.Word,
            LastCheckIn = document is null ? "" : WaiverRules.LastCheckIn(document, waiver.Day),
            Images = images,
            Problems = [.. waiver.Problems],
        };
    }

    private sealed class Judged(PresentedWaiver presented, WaiverDocument? document, string day)
    {
        public PresentedWaiver Presented => presented;

        public WaiverDocument? Document => document;

        public string Day => day;

        public List<RecordProblem> Problems { get; } = [];

        /// <summary>Nothing is wrong with it by itself.</summary>
        public bool IsSound { get; set; }

        public void Note(Formats.Reading.DiagnosticCode code, string message) => Problems.Add(new RecordProblem(code, message));
    }
}
