using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Poam;

/// <summary>
/// Rolls a POA&amp;M forward: last month's file and the record give this month's. The record has already taken in the file (<see cref="PoamImport"/>), so that its ids,
/// earlier dates and hand-written cells are known. One row a unique vulnerability; a closed row is moved with what proves that it is gone.
/// </summary>
public static class PoamRoll
{
    /// <param name="previous">Last month's file; null for the first.</param>
    public static PoamResult Forward(PoamBook? previous, FindingRecord record, PoamSettings settings, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(record);
        previous ??= PoamBook.Empty;
        var notes = new DefectCollector(limits);
        var (wasOpen, wasClosed) = (Known(previous.Open, record), Known(previous.Closed, record));
        var since = LastStatus(previous);
        var moves = record.Findings.Select(finding => Move(finding, wasOpen, wasClosed, since)).ToImmutableArray();
        foreach (var move in moves.Where(move => move.Movement == PoamMovement.PutBack))
            notes.Add(FindingCodes.Unreconciled, new Locator(move.Finding.TrackingId), $"{move.Finding.Id} was open when last month's file was made, and the file has no row for it: it is put back");
        var rows = moves.Select(move => Row(move.Finding, settings, notes)).ToImmutableArray();
        var columns = previous.OwnColumns;
        var book = new PoamBook(Rows(true), Rows(false), columns, previous.Preamble);
        return new PoamResult(book, rows, moves, Totals(wasOpen, moves), notes.ToImmutable());

        ImmutableArray<PoamRow> Rows(bool open) =>
            [.. moves.Zip(rows).Where(pair => pair.First.Finding.IsOpen == open).Select(pair => new PoamRow(Written(pair.Second), null))];
    }

    /// <summary>The cells of a row as they are written: what people wrote outranks what was made.</summary>
    public static ImmutableSortedDictionary<string, string> Written(PublishedRow row) => row.Made.SetItems(row.Kept);

    private static HashSet<string> Known(IEnumerable<PoamRow> rows, FindingRecord record) =>
        [.. rows.SelectMany(row => Found(row, record)).Select(finding => finding.TrackingId)];

    private static IEnumerable<TrackedFinding> Found(PoamRow row, FindingRecord record)
    {
        var ids = PoamImport.IdsOf(row);
        return ids.IsEmpty
            ? [.. record.Find(row.Id) is { } one ? [one] : Array.Empty<TrackedFinding>()]
            : ids.Select(record.Find).OfType<TrackedFinding>();
    }

    private static DateTimeOffset? LastStatus(PoamBook book) =>
        book.Open.Concat(book.Closed).Select(row => row.Day(PoamColumns.StatusDate)).Max() is { } day ? FindingTime.OfDay(day) : null;

    private static PoamMove Move(TrackedFinding finding, HashSet<string> wasOpen, HashSet<string> wasClosed, DateTimeOffset? since)
    {
        var reRated = finding.History.Any(one => one.Kind == FindingEventKind.Rerated && (since is null || one.At >= since));
        var movement = (finding.IsOpen, wasOpen.Contains(finding.TrackingId), wasClosed.Contains(finding.TrackingId)) switch
        {
            (true, true, _) => PoamMovement.Carried,
            (true, false, true) => PoamMovement.Reopened,
            (true, false, false) when finding.History.Any(one => one.Kind == FindingEventKind.Reopened && (since is null || one.At >= since)) => PoamMovement.Reopened,
            (true, false, false) => finding.LastMade.IsEmpty ? PoamMovement.Opened : PoamMovement.PutBack,
            (false, true, _) => PoamMovement.Closed,
            (false, false, true) => PoamMovement.StaysClosed,
            _ => PoamMovement.Passing,
        };
        return new PoamMove(finding, movement, reRated && movement == PoamMovement.Carried);
    }

    private static PoamTotals Totals(HashSet<string> wasOpen, ImmutableArray<PoamMove> moves)
    {
        int Count(PoamMovement movement) => moves.Count(move => move.Movement == movement);
        return new PoamTotals(
            wasOpen.Count, Count(PoamMovement.Opened), Count(PoamMovement.Reopened), Count(PoamMovement.PutBack), Count(PoamMovement.Closed), Count(PoamMovement.Carried),
            moves.Count(move => move.IsReRated), Count(PoamMovement.Passing), moves.Count(move => move.Finding.IsOpen));
    }

    private static PublishedRow Row(TrackedFinding finding, PoamSettings settings, DefectCollector notes)
    {
        var made = PoamCells.Made(finding, settings);
        var assets = HandWrittenAssets(finding);
        if (assets.Count > 0) made = made.SetItem(PoamColumns.AssetIdentifier, string.Join('\n', made[PoamColumns.AssetIdentifier].Split('\n', StringSplitOptions.RemoveEmptyEntries).Concat(assets)));
        var kept = finding.Cells.Where(cell => !PoamCells.Owned.Contains(cell.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (!finding.IsOpen && kept.TryGetValue(PoamColumns.SupportingDocuments, out var documents) && !documents.Contains(finding.ClosedBecause, StringComparison.Ordinal))
            kept = kept.SetItem(PoamColumns.SupportingDocuments, $"{documents}\n{finding.ClosedBecause}".TrimStart());
        Check(finding, made, settings, notes);
        return new PublishedRow(finding.TrackingId, finding.Id, made, kept);
    }

    /// <summary>Identifiers that people added to the cell and that are none of the images that the record knows.</summary>
    private static List<string> HandWrittenAssets(TrackedFinding finding) =>
    [
        .. finding.Cells.GetValueOrDefault(PoamColumns.AssetIdentifier, "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(name => !finding.Affected.Any(one => one.Asset == name || AssetState.Means(name, one.Asset, one.Image))).Distinct(StringComparer.Ordinal),
    ];

    private static void Check(TrackedFinding finding, ImmutableSortedDictionary<string, string> made, PoamSettings settings, DefectCollector notes)
    {
        var place = new Locator(finding.TrackingId);
        var written = finding.Cells.GetValueOrDefault(PoamColumns.DetectionDate, "");
        if (PoamDates.Parse(written) is { } day && PoamDates.ToText(day) is var text && string.CompareOrdinal(text, made[PoamColumns.DetectionDate]) > 0)
            notes.Add(FindingCodes.DateUnknown, place, $"the file says detected on {text}, the evidence says {made[PoamColumns.DetectionDate]}: a later date needs a signed reason");
        var severity = PoamCells.Rating(finding, FindingTime.Day(settings.AsOf));
        if (finding.IsOpen && finding.Deviations.ContainsKey(DeviationKind.OperationalRequirement) && FindingRating.RankOf(severity) >= 3)
            notes.Add(FindingCodes.Unreconciled, place, "an operational requirement is not approved for a high risk: mitigate it to moderate first");
        if (finding.IsOpen && finding.Deviations.TryGetValue(DeviationKind.VendorDependency, out var vendor) && PoamCells.CheckInProblem(vendor, FindingTime.Day(settings.AsOf)) is { } late)
            notes.Add(FindingCodes.Unreconciled, place, late);
    }
}
