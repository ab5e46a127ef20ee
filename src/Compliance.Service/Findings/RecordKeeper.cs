using System.Collections.Immutable;
using Compliance.Evidence.Findings;
using Compliance.Formats.Reading;
using Compliance.Policy.Findings.Journal;
using Compliance.Service.CommandLine;
using Compliance.Store.Findings;

namespace Compliance.Service.Findings;

/// <summary>Reads and appends to the journals of the data directory.</summary>
internal sealed class RecordKeeper(IFindingStore store, Limits limits)
{
    private const int Attempts = 8;

    public static RecordKeeper Open(string dataDirectory, Limits limits) => new(SqliteFindingStore.Open(dataDirectory), limits);

    /// <exception cref="VerbFailure">The journal was changed, or a newer program wrote it.</exception>
    public async Task<FindingJournal> ReadAsync(string systemId, CancellationToken cancellationToken)
    {
        var reading = FindingJournal.Read(systemId, await store.ReadAsync(systemId, cancellationToken).ConfigureAwait(false), limits);
        return reading.TryGet(out var journal) ? journal : throw VerbFailure.Unreadable($"the journal of findings of '{systemId}'", reading.Defects, "restore the data directory from a backup");
    }

    /// <summary>Appends what a journal gives rise to. When someone else appended first, the entries are made anew from the longer journal.</summary>
    /// <exception cref="IOException">Others appended all the time.</exception>
    public async Task<(FindingJournal Journal, ImmutableArray<JournalEntry> Added)> AppendAsync(string systemId, Func<FindingJournal, ImmutableArray<JournalEntry>> entries, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var journal = await ReadAsync(systemId, cancellationToken).ConfigureAwait(false);
            var added = entries(journal);
            if (added.IsEmpty || await store.AppendAsync(journal.Lines(added, limits), cancellationToken).ConfigureAwait(false)) return (journal.With(added, limits), added);
        }

        throw new IOException($"the journal of findings of '{systemId}' is being written by others");
    }

    public Task<ImmutableArray<string>> SystemsAsync(CancellationToken cancellationToken) => store.SystemsAsync(cancellationToken);
}
