using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Poam;

/// <summary>
/// A POA&amp;M as evidence of detections: ids and cells are kept; a row with several CVEs becomes a finding for each; a row without a CVE or advisory is a weakness of
/// its own. A date that can't be told is told as such and never guessed.
/// </summary>
public static partial class PoamImport
{
    private const int MaxIdsOfRow = 100;

    /// <param name="at">As of when the file speaks: a detection after it is none.</param>
    public static (ImmutableArray<ImportedFinding> Findings, ImmutableArray<Defect> Notes) Of(PoamBook book, DateTimeOffset at, Limits limits)
    {
        var (findings, notes) = (ImmutableArray.CreateBuilder<ImportedFinding>(), new DefectCollector(limits));
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (row, isOpen) in book.Open.Select(row => (row, true)).Concat(book.Closed.Select(row => (row, false))))
        {
            foreach (var finding in Of(row, isOpen, at, notes))
            {
                if (!seen.TryAdd(finding.Id, finding.TrackingId) && seen[finding.Id] != finding.TrackingId && isOpen)
                    notes.Add(FindingCodes.RowsMerged, Place(row), $"'{finding.TrackingId}' and '{seen[finding.Id]}' are both {finding.Id}");
                findings.Add(finding);
            }
        }

        return (findings.ToImmutable(), notes.ToImmutable());
    }

    /// <summary>The vulnerabilities that a row is about: the CVEs of its CVE column, else ids in its source identifier, name, or title.</summary>
    public static ImmutableArray<string> IdsOf(PoamRow row)
    {
        foreach (var header in (string[])[PoamColumns.Cve, PoamColumns.SourceIdentifier, PoamColumns.WeaknessName])
        {
            ImmutableArray<string> ids = [.. VulnerabilityId().Matches(row[header]).Select(match => Canonical(match.Value)).Distinct(StringComparer.Ordinal).Take(MaxIdsOfRow)];
            if (!ids.IsEmpty) return [.. ids.Where(VulnerabilityIds.IsCve) is var cves && cves.Any() ? cves : ids];
        }

        return [];
    }

    private static IEnumerable<ImportedFinding> Of(PoamRow row, bool isOpen, DateTimeOffset at, DefectCollector notes)
    {
        var ids = IdsOf(row);
        var tracking = row.Id.Trim();
        if (ids.IsEmpty && tracking.Length == 0)
        {
            notes.Add(FindingCodes.RowIgnored, Place(row), "the row has neither an id nor a vulnerability");
            yield break;
        }

        if (ids.Length > 1) notes.Add(FindingCodes.RowSplit, Place(row), $"'{tracking}' names {ids.Length} vulnerabilities: {string.Join(", ", ids)}");
        var detected = Detected(row, at, notes);
        var cells = Cells(row);
        var isFailure = tracking.Length > 0 && row[PoamColumns.SourceIdentifier].StartsWith(TrackedFinding.FailurePrefix, StringComparison.Ordinal);
        ImmutableArray<string> about = !ids.IsEmpty ? ids : [isFailure ? row[PoamColumns.SourceIdentifier] : TrackedFinding.WeaknessPrefix + tracking];
        for (var index = 0; index < about.Length; index++)
        {
            var aliases = about.Length > 1 ? [] : VulnerabilityId().Matches($"{row[PoamColumns.SourceIdentifier]} {row[PoamColumns.WeaknessName]}").Select(match => Canonical(match.Value)).Where(name => !VulnerabilityIds.IsCve(name) && name != about[0]);
            yield return new ImportedFinding
            {
                TrackingId = about.Length == 1 || tracking.Length == 0 ? tracking : FormattableString.Invariant($"{tracking}.{index + 1}"),
                Id = about[index],
                Aliases = [.. aliases.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                DetectedAt = detected,
                IsOpen = isOpen,
                ClosedAt = isOpen || row.Day(PoamColumns.StatusDate) is not { } closed ? null : FindingTime.OfDay(closed),
                Title = row[PoamColumns.WeaknessName],
                Severity = Severity(row[PoamColumns.OriginalRiskRating]),
                Assets = [.. row[PoamColumns.AssetIdentifier].Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)],
                Cells = cells,
            };
        }
    }

    private static DateTimeOffset? Detected(PoamRow row, DateTimeOffset at, DefectCollector notes)
    {
        var text = row[PoamColumns.DetectionDate];
        if (row.Day(PoamColumns.DetectionDate) is not { } day)
        {
            notes.Add(FindingCodes.DateUnknown, Place(row), text.Length == 0 ? $"'{row.Id}' has no {PoamColumns.DetectionDate}" : $"the {PoamColumns.DetectionDate} of '{row.Id}' is no date: '{text}'");
            return null;
        }

        var detected = FindingTime.OfDay(day);
        if (detected <= at) return detected;
        notes.Add(FindingCodes.DateUnknown, Place(row), $"'{row.Id}' says it was detected on {PoamDates.ToText(day)}, which is later than the file");
        return null;
    }

    /// <summary>Dates in one form, so that a cell that nobody touched is not taken for one that was edited.</summary>
    private static ImmutableSortedDictionary<string, string> Cells(PoamRow row) =>
        row.Cells.SetItems(PoamColumns.Dates.Where(row.Cells.ContainsKey).Select(header => (header, Day: row.Day(header))).Where(pair => pair.Day is not null)
            .Select(pair => KeyValuePair.Create(pair.header, PoamDates.ToText(pair.Day!.Value))));

    private static string Severity(string text) => text.Trim().ToLowerInvariant() switch
    {
        "critical" => "critical",
        "high" => "high",
        "moderate" or "medium" => "moderate",
        "low" => "low",
        _ => "",
    };

    private static string Canonical(string id) => id.StartsWith("GHSA", StringComparison.OrdinalIgnoreCase) || id.StartsWith("CGA", StringComparison.OrdinalIgnoreCase)
        ? $"{id[..id.IndexOf('-', StringComparison.Ordinal)].ToUpperInvariant()}{id[id.IndexOf('-', StringComparison.Ordinal)..].ToLowerInvariant()}"
        : id.ToUpperInvariant();

    private static Locator Place(PoamRow row) => row.Place ?? new Locator("POA&M");

    [GeneratedRegex(@"\b(?:CVE-[0-9]{4}-[0-9]{4,12}|GHSA(?:-[0-9a-z]{4}){3}|CGA(?:-[0-9a-z]{4}){3}|(?:DSA|DLA|USN|ALAS2?|RHSA|GO|RUSTSEC|PYSEC|OSV)-[0-9]{4}[-:][0-9]{1,8}(?:-[0-9]{1,4})?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VulnerabilityId();
}
