using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>
/// One audit of one image. The newest audit of an asset says what is open there; one that came late adds detections only. Nothing is closed by an audit that
/// could not look at everything.
/// </summary>
internal sealed class ObservationFold(FindingFold fold, ObservedEntry entry, bool counts)
{
    private readonly string proof = $"audit {entry.PackageId} of {entry.Image}, evidence root {entry.EvidenceRoot}";
    private readonly DetectionEvidence evidence = new(entry.At, ImportedEntry.Package, entry.PackageId, HexOf(entry.EvidenceRoot));

    public void Apply()
    {
        var newest = fold.Asset(entry.Asset);
        var isLate = newest is not null && newest.ObservedAt > entry.At;
        var seen = new HashSet<(FindingDraft, string)>();
        foreach (var group in entry.Findings.GroupBy(finding => finding.Id, StringComparer.Ordinal))
        {
            var draft = fold.Resolve(group.Key, group.SelectMany(finding => finding.Aliases), entry.At);
            if (!counts) continue;
            fold.Evidence(group.Key, evidence);
            foreach (var finding in group) seen.Add((draft, finding.Package));
            if (isLate) SeeLate(draft, [.. group], newest!);
            else See(draft, [.. group]);
        }

        foreach (var failure in entry.Failures.GroupBy(failure => failure.Code, StringComparer.Ordinal)) Fail(failure.Key, failure.First().Message, seen, isLate);
        if (!counts || isLate) return;
        fold.See(new AssetState(entry.Asset, entry.Image, entry.At, entry.PackageId, entry.EvidenceRoot, entry.IsComplete) { Feeds = entry.Feeds });
        EndMissing(seen);
    }

    private void See(FindingDraft draft, List<ObservedFinding> findings)
    {
        var wasOpen = draft.Exists && draft.IsOpen;
        var isNew = false;
        foreach (var finding in findings)
        {
            var at = draft.Affected.FindIndex(one => one.Asset == entry.Asset && one.Package == finding.Package);
            var since = at >= 0 && draft.Affected[at].IsOpen ? draft.Affected[at].Since : entry.At;
            isNew |= at < 0 || !draft.Affected[at].IsOpen;
            var affected = new AffectedImage(entry.Asset, entry.Image, finding.Package) { Installed = finding.Installed, Fixed = finding.Fixed, Since = since };
            if (at >= 0) draft.Affected[at] = affected;
            else draft.Affected.Add(affected);
        }

        // What a file said of this asset is now known from the image itself.
        draft.Affected.RemoveAll(one => one.Image.Length == 0 && AssetState.Means(one.Asset, entry.Asset, entry.Image));
        var places = $"{entry.Asset}: {string.Join(", ", findings.Select(finding => $"{finding.Package} {finding.Installed}".TrimEnd()))}";
        if (wasOpen && isNew) draft.Happened(entry.At, FindingEventKind.Spread, places);
        draft.Open(entry.At, places);
        var worst = findings.Where(finding => FindingRating.IsKnown(finding.Severity)).MaxBy(finding => FindingRating.RankOf(finding.Severity));
        if (worst is not null) draft.Rate(entry.At, worst.Severity, worst.Cvss);
        draft.KnownExploited = findings.Select(finding => finding.KnownExploited).Append(draft.KnownExploited).FirstOrDefault(known => known is not null);
        draft.KevDueOn = findings.Select(finding => finding.KevDueOn).FirstOrDefault(day => day.Length > 0) ?? draft.KevDueOn;
        draft.DetectedBy = findings[0].DetectedBy;
    }

    /// <summary>An audit before the newest one: it proves detection, and says nothing of today unless nobody could tell.</summary>
    private void SeeLate(FindingDraft draft, List<ObservedFinding> findings, AssetState newest)
    {
        if (draft.Exists) return;
        foreach (var finding in findings)
        {
            draft.Affected.Add(new AffectedImage(entry.Asset, entry.Image, finding.Package)
            {
                Installed = finding.Installed,
                Fixed = finding.Fixed,
                Since = entry.At,
                GoneAt = newest.IsComplete ? newest.ObservedAt : null,
                GoneBecause = newest.IsComplete ? Absent(newest) : "",
            });
        }

        draft.Open(entry.At, $"{entry.Asset}, by an earlier audit");
        if (findings.Find(finding => FindingRating.IsKnown(finding.Severity)) is { } rated) draft.Rate(entry.At, rated.Severity, rated.Cvss);
        draft.DetectedBy = findings[0].DetectedBy;
        if (newest.IsComplete) draft.Close(newest.ObservedAt, Absent(newest));
    }

    private void Fail(string code, string message, HashSet<(FindingDraft, string)> seen, bool isLate)
    {
        var draft = fold.Resolve(TrackedFinding.FailurePrefix + code, [], entry.At);
        if (!counts) return;
        fold.Evidence(draft.Id, evidence);
        seen.Add((draft, ""));
        if (isLate) return;
        draft.Title = message;
        var at = draft.Affected.FindIndex(one => one.Asset == entry.Asset);
        var since = at >= 0 && draft.Affected[at].IsOpen ? draft.Affected[at].Since : entry.At;
        var affected = new AffectedImage(entry.Asset, entry.Image, "") { Since = since };
        if (at >= 0) draft.Affected[at] = affected;
        else draft.Affected.Add(affected);
        draft.DetectedBy = "collection";
        draft.Open(entry.At, $"{entry.Asset}: {message}");
    }

    private void EndMissing(HashSet<(FindingDraft, string)> seen)
    {
        foreach (var draft in fold.Drafts.Where(draft => draft.Exists && draft.IsOpen).ToList())
        {
            var isFailure = draft.Id.StartsWith(TrackedFinding.FailurePrefix, StringComparison.Ordinal);
            if (!isFailure && !entry.IsComplete) continue;
            var ended = new List<string>();
            for (var at = 0; at < draft.Affected.Count; at++)
            {
                var one = draft.Affected[at];
                var isHere = one.Asset == entry.Asset || (one.Image.Length == 0 && AssetState.Means(one.Asset, entry.Asset, entry.Image));
                if (!one.IsOpen || !isHere || seen.Contains((draft, one.Package))) continue;
                var because = $"{CauseOf(draft, one)}; {proof}";
                draft.Affected[at] = one with { GoneAt = entry.At, GoneBecause = because };
                ended.Add(because);
            }

            if (ended.Count == 0) continue;
            if (draft.Affected.Exists(one => one.IsOpen)) draft.Happened(entry.At, FindingEventKind.Reduced, $"{entry.Asset}: {string.Join("; ", ended.Distinct(StringComparer.Ordinal))}");
            else draft.Close(entry.At, string.Join("; ", ended.Distinct(StringComparer.Ordinal)));
        }
    }

    private string CauseOf(FindingDraft draft, AffectedImage one)
    {
        if (draft.Id.StartsWith(TrackedFinding.FailurePrefix, StringComparison.Ordinal)) return "collection succeeded";
        var gone = entry.Gone.FirstOrDefault(gone => gone.Package == one.Package && (gone.Id == draft.Id || draft.Aliases.Contains(gone.Id)));
        if (gone is null) return "no longer found";
        var versions = gone.Now.Length == 0 ? $"{gone.Package} {gone.Was}" : $"{gone.Package} {gone.Was} to {gone.Now}";
        return gone.Cause is DeltaCause.PackageRemoved or DeltaCause.PackageUpdated ? $"{gone.Cause}: {versions.TrimEnd()}" : $"{gone.Cause}: {gone.Package} {gone.Was}".TrimEnd();
    }

    private static string Absent(AssetState newest) => $"no longer found; audit {newest.PackageId} of {newest.Image}, evidence root {newest.EvidenceRoot}";

    private static string HexOf(string digest) => digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
