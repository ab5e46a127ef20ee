using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Vulnerabilities.Scans;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;

namespace Compliance.Policy.Findings;

/// <summary>
/// An earlier scan by another tool as evidence of detections: everything that it lists was known at the scan's own time, also what the tool suppressed. What it
/// does not list says nothing.
/// </summary>
public static class ScanImport
{
    /// <summary>Rejected (<see cref="FindingCodes.DateUnknown"/>) when the scan does not say when it ran: the day of an import is no detection.</summary>
    /// <param name="assets">Identifiers of what was scanned, as <see cref="AssetState.Means"/> takes them; without one the scan shows times, and opens nothing.</param>
    public static Reading<(DateTimeOffset At, ImmutableArray<ImportedFinding> Findings)> Of(ScanReport scan, ImmutableArray<string> assets, string document)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if ((scan.FinishedAt ?? scan.StartedAt) is not { } time)
            return Readings.Reject<(DateTimeOffset, ImmutableArray<ImportedFinding>)>(FindingCodes.DateUnknown, new Locator(document), "the scan does not say when it ran: it shows no time of detection");
        var at = FindingTime.WholeSecond(time);
        return Readings.Accept((at, scan.Findings.GroupBy(finding => finding.Id, StringComparer.Ordinal).Select(group => Finding(group, at, assets)).ToImmutableArray()));
    }

    private static ImportedFinding Finding(IGrouping<string, ScanFinding> group, DateTimeOffset at, ImmutableArray<string> assets)
    {
        var packages = group.Select(finding => finding.Package).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new ImportedFinding
        {
            Id = group.Key,
            Aliases = [.. group.SelectMany(finding => finding.Aliases).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            DetectedAt = at,
            Title = packages.Count > 0 ? $"{group.Key} in {string.Join(", ", packages)}" : group.Key,
            Severity = group.First().Severity,
            Assets = assets,
        };
    }
}
