using System.Collections.Immutable;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>
/// All findings of a system as of a time: what comes of reading its journal in order. A pure function: the same entries give the same record, and tracking ids
/// are the same for every time that is asked about.
/// </summary>
/// <param name="Findings">By tracking id, ordinal order.</param>
/// <param name="Assets">By name, ordinal order.</param>
public sealed record FindingRecord(string SystemId, DateTimeOffset AsOf, ImmutableArray<TrackedFinding> Findings, ImmutableArray<AssetState> Assets)
{
    /// <param name="entries">The whole journal, in its order.</param>
    /// <param name="asOf">What happened later has no effect.</param>
    public static FindingRecord Of(string systemId, IEnumerable<JournalEntry> entries, DateTimeOffset asOf)
    {
        var fold = new FindingFold(asOf);
        foreach (var entry in entries) fold.Add(entry);
        return new FindingRecord(systemId, asOf, fold.Findings(), fold.Assets());
    }

    public IEnumerable<TrackedFinding> Open => Findings.Where(finding => finding.IsOpen);

    public IEnumerable<TrackedFinding> Closed => Findings.Where(finding => !finding.IsOpen);

    /// <summary>By tracking id, former tracking id, id or alias, in this order; null when none or several have it.</summary>
    public TrackedFinding? Find(string name)
    {
        foreach (var has in (Func<TrackedFinding, bool>[])[one => one.TrackingId == name, one => one.Id == name, one => one.FormerIds.Contains(name), one => one.Aliases.Contains(name)])
        {
            var found = Findings.Where(has).Take(2).ToList();
            if (found.Count > 0) return found.Count == 1 ? found[0] : null;
        }

        return null;
    }

    /// <summary>What audits take along.</summary>
    /// <param name="entries">Count of entries of the journal.</param>
    /// <param name="head">SHA-256 of its last line.</param>
    public DetectionHistory ToHistory(long entries, string head) => new(SystemId, AsOf, entries, head,
    [
        .. Findings.Where(finding => (finding.FirstEvidence is not null || finding.IsUndated) && !finding.IsForeign).Select(finding => new DetectionRecord(
            finding.TrackingId, finding.Id, [.. finding.Aliases], finding.IsUndated ? null : finding.FirstEvidence!.At,
            finding.FirstEvidence?.Kind ?? ImportedEntry.Poam, finding.FirstEvidence?.Name ?? "", finding.FirstEvidence?.Sha256 ?? "")
            {
                Correction = finding.Correction is { } correction ? new SignedCorrection(correction.Document, correction.Signature) : null,
            }),
    ]);
}
