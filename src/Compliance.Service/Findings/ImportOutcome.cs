using System.Collections.Immutable;
using Compliance.Evidence.Findings;
using Compliance.Policy.Findings.Journal;

namespace Compliance.Service.Findings;

/// <summary>What an import changed.</summary>
/// <param name="Known">Files that the journal had already.</param>
/// <param name="Findings">In the record afterwards.</param>
/// <param name="Earlier">Findings whose detection is now earlier.</param>
/// <param name="Undated">Findings whose detection is not known.</param>
internal sealed record ImportOutcome(int Files, int Known, int Findings, int New, int Earlier, int Undated)
{
    public static ImportOutcome Of(FindingJournal before, FindingJournal after, ImmutableArray<JournalEntry> entries, DateTimeOffset now)
    {
        var (was, isNow) = (before.RecordAt(now), after.RecordAt(now));
        var earlier = isNow.Findings.Count(finding => was.Find(finding.Id)?.DetectedAt is { } old && finding.DetectedAt < old);
        return new ImportOutcome(
            entries.Length, entries.Length - (after.Entries.Length - before.Entries.Length), isNow.Findings.Length, isNow.Findings.Length - was.Findings.Length, earlier,
            isNow.Findings.Count(finding => finding.DetectedAt is null));
    }
}
