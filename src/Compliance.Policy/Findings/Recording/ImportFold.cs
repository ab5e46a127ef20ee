using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>
/// What a POA&amp;M or a scan brings. Detections count in any case. An audit knows better what is open than a file; where no audit looked, the file is believed,
/// and what it leaves out is not thereby closed.
/// </summary>
internal sealed class ImportFold(FindingFold fold, ImportedEntry entry, bool counts)
{
    private readonly HashSet<FindingDraft> taken = [];

    public void Apply()
    {
        foreach (var row in entry.Findings)
        {
            var draft = fold.Resolve(row.Id, row.Aliases, entry.At);
            fold.Track(draft, row.TrackingId);
            if (!counts) continue;
            if (row.DetectedAt is { } detected && detected <= entry.At) fold.Evidence(row.Id, new DetectionEvidence(detected, entry.Source, entry.Name, entry.Sha256));
            if (row.DetectedAt is null) draft.Undated.Add(row.TrackingId);
            else if (entry.Source == ImportedEntry.Poam) draft.Undated.Remove(row.TrackingId);
            // What names no asset is evidence of a time, and says nothing of what is open.
            if (entry.Source == ImportedEntry.Poam || !row.Assets.IsEmpty) Take(draft, row);
        }
    }

    private void Take(FindingDraft draft, ImportedFinding row)
    {
        if (draft.Title.Length == 0) draft.Title = row.Title;
        TakeCells(draft, row);
        var isNew = !draft.Exists;
        if (row.IsOpen == false) TakeClosed(draft, row, isNew);
        else TakeOpen(draft, row, isNew);
        if (isNew && FindingRating.IsKnown(row.Severity)) draft.Rate(row.DetectedAt ?? entry.At, row.Severity, "");
        if (isNew && draft.DetectedBy.Length == 0) draft.DetectedBy = entry.Name;
    }

    /// <summary>What differs from the cell that was written is what people wrote, also when they emptied it. A second row of the same finding only fills gaps.</summary>
    private void TakeCells(FindingDraft draft, ImportedFinding row)
    {
        var isFirst = taken.Add(draft);
        foreach (var (header, text) in row.Cells)
        {
            if (!isFirst && (text.Length == 0 || draft.Cells.ContainsKey(header))) continue;
            var isOurs = draft.LastMade.TryGetValue(header, out var made) ? text == made : text.Length == 0;
            draft.Cells = isOurs ? draft.Cells.Remove(header) : draft.Cells.SetItem(header, text);
        }
    }

    private void TakeClosed(FindingDraft draft, ImportedFinding row, bool isNew)
    {
        var at = row.ClosedAt ?? entry.At;
        if (isNew)
        {
            draft.Affected.AddRange(row.Assets.Select(asset => new AffectedImage(asset, "", "") { Since = row.DetectedAt ?? at, GoneAt = at, GoneBecause = $"closed in {entry.Name}" }));
            draft.Close(at, $"closed in {entry.Name} (sha256 {entry.Sha256})");
        }
        else if (draft.IsOpen && !draft.IsObserved)
        {
            draft.Close(at, $"closed in {entry.Name} (sha256 {entry.Sha256})");
        }
        else if (draft.IsOpen)
        {
            draft.Happened(entry.At, FindingEventKind.Imported, $"{entry.Name} says closed, and an audit still finds it");
        }
    }

    private void TakeOpen(FindingDraft draft, ImportedFinding row, bool isNew)
    {
        if (!isNew)
        {
            if (!draft.IsOpen) draft.Happened(entry.At, FindingEventKind.Imported, $"{entry.Name} says open; {draft.ClosedBecause}");
            else if (!draft.IsObserved) draft.Affected.AddRange(row.Assets.Where(asset => !draft.Affected.Exists(own => own.Asset == asset)).Select(asset => new AffectedImage(asset, "", "") { Since = row.DetectedAt ?? entry.At }));
            return;
        }

        var since = row.DetectedAt ?? entry.At;
        draft.Affected.AddRange(row.Assets.Select(asset => new AffectedImage(asset, "", "") { Since = since }));
        draft.Open(since, entry.Name, FindingEventKind.Imported);
        if (entry.Source == ImportedEntry.Poam) return;

        // A scan is of its time: where a later audit looked at everything and did not find it, it is gone.
        var later = fold.Assets().Where(state => state.IsComplete && state.ObservedAt > entry.At && row.Assets.Any(asset => AssetState.Means(asset, state.Asset, state.Image))).ToList();
        if (later.Count == 0 || !row.Assets.All(asset => later.Exists(state => AssetState.Means(asset, state.Asset, state.Image)))) return;
        var proof = later.MaxBy(state => state.ObservedAt)!;
        var because = $"no longer found; audit {proof.PackageId} of {proof.Image}, evidence root {proof.EvidenceRoot}";
        for (var at = 0; at < draft.Affected.Count; at++) draft.Affected[at] = draft.Affected[at] with { GoneAt = proof.ObservedAt, GoneBecause = because };
        draft.Close(proof.ObservedAt, because);
    }
}
