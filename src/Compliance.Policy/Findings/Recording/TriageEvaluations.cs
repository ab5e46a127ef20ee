using System.Collections.Immutable;
using Compliance.Formats.Packages.Urls;
using Compliance.Policy.Documents;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Tracking;

namespace Compliance.Policy.Findings.Recording;

/// <summary>Triage records of the system file → evaluations of the findings that they are about (VER-EVA).</summary>
public static class TriageEvaluations
{
    /// <summary>
    /// What the record does not have yet. A triage record counts when its time is one and has come, and it is not expired. One for some packages or images evaluates
    /// a finding only when nothing that is still affected lies outside of it: a finding is one row, and its other images were not evaluated.
    /// </summary>
    public static ImmutableArray<EvaluatedEntry> Of(ImmutableArray<TriageDocument> triage, FindingRecord record, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        var entries = ImmutableArray.CreateBuilder<EvaluatedEntry>();
        foreach (var document in triage)
        {
            if (FindingTime.Parse(document.Evaluated) is not { } at || at > now || string.CompareOrdinal(document.Expires ?? "9999-12-31", FindingTime.Day(now)) < 0) continue;
            foreach (var finding in record.Open.Where(finding => IsAbout(document, finding)))
            {
                var entry = new EvaluatedEntry
                {
                    At = at,
                    RecordedAt = FindingTime.WholeSecond(now),
                    Id = finding.Id,
                    InternetReachable = document.InternetReachable,
                    LikelyExploitable = document.LikelyExploitable,
                    Impact = (int?)document.Impact,
                    Author = document.Author,
                    Reason = document.Reason,
                };
                if (!finding.Evaluations.Any(known => known with { RecordedAt = entry.RecordedAt, Id = entry.Id, NextAt = null, NextImpact = null } == entry)) entries.Add(entry);
            }
        }

        return [.. entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
    }

    private static bool IsAbout(TriageDocument document, TrackedFinding finding)
    {
        if (document.Vulnerability != finding.Id && !finding.Aliases.Contains(document.Vulnerability)) return false;
        var affected = finding.Affected.Where(one => one.IsOpen).ToList();
        return affected.Count > 0 && affected.TrueForAll(one => (document.Package is null || NameOf(document.Package) == one.Package) && document.IsFor([one.Asset, one.Image, one.Identifier]));
    }

    private static string NameOf(string package) => PackageUrl.Parse(package).TryGet(out var url) ? url.Name : package;
}
