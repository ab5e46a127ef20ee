using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.HumanEvidence;

/// <summary>
/// Judges which records of human evidence count on a day: a pure function. A record that does not count is reported with all its reasons. Human evidence never
/// enters a policy's verdict; it stands beside machine evidence under its objectives, counted apart.
/// </summary>
public static class HumanEvidenceJudgement
{
    public static ImmutableArray<HumanEvidenceResult> Judge(PolicySet policies, IEnumerable<PresentedRecord> presented, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        PresentedRecord[] records = [.. presented.OrderBy(record => record.Path, StringComparer.Ordinal)];
        var twice = records.Select(record => record.Record.TryGet(out var read) ? read.Document.Id : "").Where(id => id.Length > 0)
            .GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [.. records.Select(record => Judge(policies, record, day, twice))];
    }

    /// <summary>The evaluation with the records, and with those that count under their objectives. A contradiction outranks support.</summary>
    public static Evaluation Join(Evaluation evaluation, ImmutableArray<HumanEvidenceResult> records)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var counting = records.Where(record => record.Counts).ToArray();
        return evaluation with { HumanEvidence = records, Objectives = [.. evaluation.Objectives.Select(objective => Join(objective, counting))] };
    }

    private static ObjectiveResult Join(ObjectiveResult objective, HumanEvidenceResult[] counting)
    {
        var name = objective.Objective.Length > 0 ? objective.Objective : objective.Control;
        var own = counting.Where(record => record.Objectives.Contains(name)).OrderBy(record => record.Id, StringComparer.Ordinal).ToArray();
        if (own.Length == 0) return objective;
        return objective with
        {
            Human = [.. own.Select(record => record.Id)],
            HumanState = own.Any(record => record.Contradicts) ? ObjectiveState.Contradicted : ObjectiveState.Supported,
        };
    }

    private static HumanEvidenceResult Judge(PolicySet policies, PresentedRecord presented, string day, HashSet<string> twice)
    {
        if (!presented.Record.TryGet(out var record))
            return Result(presented, null, [new RecordProblem(HumanEvidenceCodes.Unreadable, $"can't be read: {presented.Record.Defects[0]}")]);
        var document = record.Document;
        var problems = new List<RecordProblem>();
        void Add(DiagnosticCode code, string message) => problems.Add(new RecordProblem(code, message));
        if (twice.Contains(document.Id)) Add(HumanEvidenceCodes.Repeated, $"several files have the id '{document.Id}'");
        if (document.System is { } system && (policies.System.IsDefault || system != policies.System.Document.Id))
            Add(HumanEvidenceCodes.OtherSystem, policies.System.IsDefault ? $"it is for the system '{system}', and there is no system file" : $"it is for the system '{system}', audited is '{policies.System.Document.Id}'");
        if (string.CompareOrdinal(day, document.ExpiresOn) > 0) Add(HumanEvidenceCodes.Expired, $"expired {document.ExpiresOn}");
        if (string.CompareOrdinal(day, document.CollectedOn) < 0) Add(HumanEvidenceCodes.NotYet, $"collected {document.CollectedOn}, judged is {day}");
        if (!presented.HasContent) Add(HumanEvidenceCodes.Content, $"its content sha256:{document.Content.Sha256} is not beside it");
        foreach (var objective in document.Objectives.Where(objective => !policies.KnowsObjective(objective)))
            Add(HumanEvidenceCodes.Objective, $"no catalog lists the objective '{objective}'");
        if (presented.Signature.Standing is SignatureStanding.Failed or SignatureStanding.Indeterminate)
            Add(HumanEvidenceCodes.Signature, $"its signature is {(presented.Signature.Standing == SignatureStanding.Failed ? "not accepted" : "undecided")}: {presented.Signature.Detail}");
        else if (presented.Signature.Standing == SignatureStanding.Verified && !string.Equals(presented.Signature.Signer.Trim(), document.Actor.Trim(), StringComparison.OrdinalIgnoreCase))
            Add(HumanEvidenceCodes.Signer, $"signed by {presented.Signature.Signer}, collected by {document.Actor}");
        return Result(presented, document, [.. problems]);
    }

    private static HumanEvidenceResult Result(PresentedRecord presented, EvidenceRecordDocument? document, ImmutableArray<RecordProblem> problems) => new()
    {
        Path = presented.Path,
        Id = document?.Id ?? "",
        Kind = document is null ? "" : DocumentReader.WordOf(document.Kind),
        Method = document is null ? "" : DocumentReader.WordOf(document.Method),
        Objectives = document is null ? [] : [.. document.Objectives.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Finding = document is null ? "" : DocumentReader.WordOf(document.Finding),
        About = document?.About ?? "",
        Actor = document?.Actor ?? "",
        Role = document?.Role ?? "",
        CollectedOn = document?.CollectedOn ?? "",
        ExpiresOn = document?.ExpiresOn ?? "",
        ContentName = document?.Content.Name ?? "",
        ContentSha256 = document?.Content.Sha256 ?? "",
        Signature = presented.Signature.Word,
        Problems = problems,
    };
}
