using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Vulnerabilities;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>
/// Reads a journal. Which finding an entry is about is worked out for all entries, so that tracking ids do not depend on the time that is asked about; only
/// entries up to that time change findings.
/// </summary>
internal sealed class FindingFold(DateTimeOffset asOf)
{
    private readonly Dictionary<string, FindingDraft> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FindingDraft> byTracking = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AssetState> assets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DetectionEvidence>> evidence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EvaluatedEntry>> evaluations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DecidedEntry>> decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CorrectedEntry> corrections = new(StringComparer.Ordinal);
    private int assigned;

    public IEnumerable<FindingDraft> Drafts => byTracking.Values.Distinct();

    public void Add(JournalEntry entry)
    {
        var counts = entry.At <= asOf;
        switch (entry)
        {
            case ObservedEntry observed: new ObservationFold(this, observed, counts).Apply(); break;
            case ImportedEntry imported: new ImportFold(this, imported, counts).Apply(); break;
            case PublishedEntry published when counts: Publish(published); break;
            case EvaluatedEntry evaluated when counts: ListOf(evaluations, evaluated.Id).Add(evaluated); break;
            case DecidedEntry decided when counts: ListOf(decisions, decided.Id).Add(decided); break;
            case CorrectedEntry corrected when counts: corrections[corrected.Id] = corrected; break;
        }
    }

    public ImmutableArray<TrackedFinding> Findings() =>
    [
        .. Drafts.Where(draft => draft.Exists).Select(draft => draft.Finish(
            Under(evidence, draft), Under(evaluations, draft), Under(decisions, draft),
            corrections.GetValueOrDefault(draft.Id) ?? draft.Aliases.Select(corrections.GetValueOrDefault).FirstOrDefault(correction => correction is not null)))
            .OrderBy(finding => finding.TrackingId, StringComparer.Ordinal),
    ];

    public ImmutableArray<AssetState> Assets() => [.. assets.Values];

    public AssetState? Asset(string name) => assets.GetValueOrDefault(name);

    public void See(AssetState state) => assets[state.Asset] = state;

    public void Evidence(string id, DetectionEvidence shown) => ListOf(evidence, id).Add(shown);

    /// <summary>
    /// The finding that an id is about, made when there is none. An advisory that turns out to be one CVE keeps its finding under the CVE; two CVEs are never
    /// one finding, whatever is called an alias.
    /// </summary>
    public FindingDraft Resolve(string id, IEnumerable<string> aliases, DateTimeOffset at)
    {
        List<string> names = [.. aliases.Where(name => name != id && !VulnerabilityIds.IsCve(name))];
        if (!byId.TryGetValue(id, out var draft))
        {
            draft = VulnerabilityIds.IsCve(id)
                ? Single(names.Select(byId.GetValueOrDefault).OfType<FindingDraft>().Where(other => !VulnerabilityIds.IsCve(other.Id)))
                : Single(Drafts.Where(other => other.Aliases.Contains(id)));
            if (draft is not null && VulnerabilityIds.IsCve(id)) Rename(draft, id, at);
            draft ??= Make(id);
        }

        foreach (var name in names)
        {
            draft.Aliases.Add(name);
            if (byId.TryGetValue(name, out var other) && other != draft && VulnerabilityIds.IsCve(draft.Id) && !VulnerabilityIds.IsCve(other.Id)) Merge(draft, other, at);
        }

        return draft;
    }

    /// <summary>Takes the id that a file of the system has for a finding; the one that it had is kept as a former id. Taken ids stay with whom they belong to.</summary>
    public void Track(FindingDraft draft, string trackingId)
    {
        if (trackingId.Length == 0 || draft.TrackingId == trackingId) return;
        if (byTracking.TryGetValue(trackingId, out var owner))
        {
            if (owner == draft) return;
            draft.Former.Add(trackingId);
            return;
        }

        byTracking[trackingId] = draft;
        if (draft.IsImported)
        {
            draft.Former.Add(trackingId);
            return;
        }

        draft.Former.Add(draft.TrackingId);
        if (draft.IsNumbered) draft.Former.Remove(draft.TrackingId);
        (draft.TrackingId, draft.IsImported) = (trackingId, true);
    }

    private void Publish(PublishedEntry entry)
    {
        foreach (var row in entry.Rows)
        {
            if (!byTracking.TryGetValue(row.TrackingId, out var draft)) continue;
            (draft.LastMade, draft.Cells) = (row.Made, row.Kept);
        }
    }

    private FindingDraft Make(string id)
    {
        string tracking;
        do tracking = string.Create(CultureInfo.InvariantCulture, $"V-{++assigned:D5}");
        while (byTracking.ContainsKey(tracking));
        var draft = new FindingDraft(id, tracking);
        byId[id] = draft;
        byTracking[tracking] = draft;
        return draft;
    }

    private void Rename(FindingDraft draft, string id, DateTimeOffset at)
    {
        draft.Aliases.Add(draft.Id);
        draft.Happened(at, FindingEventKind.Renamed, $"{draft.Id} is {id}");
        byId.Remove(draft.Id);
        draft.Id = id;
        byId[id] = draft;
    }

    private void Merge(FindingDraft draft, FindingDraft other, DateTimeOffset at)
    {
        draft.Absorb(other, at);
        byId.Remove(other.Id);
        foreach (var name in byTracking.Where(pair => pair.Value == other).Select(pair => pair.Key).ToList()) byTracking[name] = draft;
    }

    private static IEnumerable<T> Under<T>(Dictionary<string, List<T>> lists, FindingDraft draft) =>
        draft.Aliases.Where(name => !VulnerabilityIds.IsCve(name)).Prepend(draft.Id).SelectMany(name => lists.GetValueOrDefault(name) ?? []);

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key) => lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private static FindingDraft? Single(IEnumerable<FindingDraft> drafts) => drafts.Distinct().Take(2).ToList() is [var one] ? one : null;
}
