using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compliance.Cryptography.Hashing;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings;
using Compliance.Policy.Findings.Journal;
using Compliance.Policy.Findings.Recording;

namespace Compliance.Evidence.Findings;

/// <summary>
/// A system's journal with its chain checked: every line has the digest of the one before, so that nothing can be taken out, changed or put in between without
/// every later head being another. Packages hold the head that their audit saw.
/// </summary>
public sealed class FindingJournal
{
    private FindingJournal(string systemId, ImmutableArray<JournalEntry> entries, string head) => (SystemId, Entries, Head) = (systemId, entries, head);

    public string SystemId { get; }

    public ImmutableArray<JournalEntry> Entries { get; }

    /// <summary>Digest of the last line; empty when there is none.</summary>
    public string Head { get; }

    /// <summary>Any defect rejects: a record with a hole would start clocks late.</summary>
    public static Reading<FindingJournal> Read(string systemId, IEnumerable<JournalLine> lines, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (entries, defects, previous) = (ImmutableArray.CreateBuilder<JournalEntry>(), new DefectCollector(limits), "");
        foreach (var line in lines)
        {
            var place = new Locator($"journal of {systemId}", Line: (int)Math.Min(line.Number, int.MaxValue));
            if (line.SystemId != systemId || line.Number != entries.Count + 1 || line.Previous != previous || line.Digest != DigestOf(line.SystemId, line.Number, line.Previous, line.Body.Span))
                return Readings.Reject<FindingJournal>(FindingCodes.ChainBroken, place, $"entry {line.Number} does not follow the one before it: the journal was changed");
            var reading = EntryJson.Read(line.Body, place.Document, limits);
            if (!reading.TryGet(out var entry)) return Readings.Reject<FindingJournal>(reading.Defects.Select(defect => defect with { Locator = place }));
            defects.AddRange(reading.Defects);
            entries.Add(entry);
            previous = line.Digest;
        }

        return Readings.Accept(new FindingJournal(systemId, entries.ToImmutable(), previous), defects.ToImmutable());
    }

    /// <summary>Lines that append entries to this journal.</summary>
    public ImmutableArray<JournalLine> Lines(IEnumerable<JournalEntry> entries, Limits limits)
    {
        var (lines, number, previous) = (ImmutableArray.CreateBuilder<JournalLine>(), Entries.Length, Head);
        foreach (var entry in entries)
        {
            var body = EntryJson.Write(entry, limits);
            var digest = DigestOf(SystemId, ++number, previous, body);
            lines.Add(new JournalLine(SystemId, number, previous, body, digest));
            previous = digest;
        }

        return lines.ToImmutable();
    }

    /// <summary>The same journal with entries that were not appended: what it would be.</summary>
    public FindingJournal With(IEnumerable<JournalEntry> entries, Limits limits)
    {
        ImmutableArray<JournalEntry> more = [.. entries];
        return more.IsEmpty ? this : new FindingJournal(SystemId, Entries.AddRange(more), Lines(more, limits)[^1].Digest);
    }

    public FindingRecord RecordAt(DateTimeOffset asOf) => FindingRecord.Of(SystemId, Entries, asOf);

    /// <summary>What audits take along.</summary>
    public DetectionHistory HistoryAt(DateTimeOffset asOf) => RecordAt(asOf).ToHistory(Entries.Length, Head);

    private static string DigestOf(string systemId, long number, string previous, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"compliance/finding-journal/v1\n{systemId}\n{number}\n{previous}\n"));
        return Digests.Sha256([.. head, .. body]).Hex;
    }
}
