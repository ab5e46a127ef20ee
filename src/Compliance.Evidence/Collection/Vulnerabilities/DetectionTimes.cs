using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Collection.Signatures;
using Compliance.Evidence.Collection.Systems;
using Compliance.Evidence.Findings;
using Compliance.Evidence.Raw;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Clocks;
using Compliance.Policy.Findings;

namespace Compliance.Evidence.Collection.Vulnerabilities;

/// <summary>
/// Since when findings are known, by the history of detections that came with the audit. Without a history nothing is: a detection of today would make every
/// clock begin anew. A finding that the history does not know counts from the end of the history, the earliest time at which it can have been found since.
/// </summary>
internal sealed class DetectionTimes
{
    private readonly DetectionHistory? history;
    private readonly string reason;
    private readonly DateTimeOffset evaluatedAt;
    private readonly TrustPolicy? trust;
    private readonly Limits limits;

    private DetectionTimes(DetectionHistory? history, string reason, CollectionContext context, TrustPolicy? trust, ImmutableArray<Defect> gaps) =>
        (this.history, this.reason, evaluatedAt, limits, this.trust, Gaps) = (history, $"when it was first detected is not evidenced: {reason}", context.EvaluatedAt, context.Limits, trust, gaps);

    /// <summary>Why a history that was given is not used.</summary>
    public ImmutableArray<Defect> Gaps { get; }

    public static DetectionTimes Of(ImageEvidence image, CollectionContext context) => image.Derived(evidence => Read(evidence, context));

    public ClockInput<DateTimeOffset> For(Finding finding)
    {
        if (history is null) return ClockInput<DateTimeOffset>.Unknown(reason);
        if (history.Find(finding.Id, finding.Names) is { } record) return Recorded(history, record);
        var since = history.AsOf < evaluatedAt ? history.AsOf : evaluatedAt;
        return ClockInput<DateTimeOffset>.Known(since, $"new: not in the history as of {FindingTime.ToText(history.AsOf)}");
    }

    /// <summary>A later time than the evidence shows needs a reason that somebody trusted signed.</summary>
    private ClockInput<DateTimeOffset> Recorded(DetectionHistory from, DetectionRecord record)
    {
        var (at, note) = CorrectionEvidence.DetectedAt(record, from.SystemId, trust, evaluatedAt, limits);
        var more = note.Length > 0 ? $"; {note}" : "";
        return at is { } time
            ? ClockInput<DateTimeOffset>.Known(time, $"history: {record.EvidenceKind} {record.EvidenceName}{more}")
            : ClockInput<DateTimeOffset>.Unknown($"the history has no evidenced time of detection{more}");
    }

    private static DetectionTimes Read(ImageEvidence image, CollectionContext context)
    {
        var documents = (image.Findings ?? []).Where(document => IsHistory(document, context.Limits)).ToList();
        if (documents.Count == 0) return new DetectionTimes(null, "no history of detections was given", context, null, []);
        if (documents.Count > 1) return Refused(documents[1], "more than one history of detections was given");
        var reading = DetectionHistory.Read(documents[0].ReadAll(context.Limits), documents[0].Item.Origin, context.Limits);
        if (!reading.TryGet(out var read)) return Refused(documents[0], $"the history of detections can't be read: {reading.Defects[0].Message}");
        var system = SystemStatements.Of(image, context.Limits).Document;
        return system is not null && system.Id != read.SystemId
            ? Refused(documents[0], $"the history of detections is of the system '{read.SystemId}', not of '{system.Id}'")
            : new DetectionTimes(read, "", context, AttachedContents.Of(image, context).Trust, []);

        DetectionTimes Refused(RawDocument document, string why) => new(null, why, context, null, [new Defect(Scans.GivenFindingCodes.History, document.Locate(), why)]);
    }

    private static bool IsHistory(RawDocument document, Limits limits) =>
        document.Fits(limits) && StrictJson.Read(document.ReadAll(limits), document.Item.Origin, limits).TryGet(out var tree) && tree.Root["schema"].TextEquals(DetectionHistory.Schema);
}
