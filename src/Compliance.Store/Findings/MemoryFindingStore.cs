using System.Collections.Immutable;
using Compliance.Evidence.Findings;

namespace Compliance.Store.Findings;

/// <summary>Keeps journals in memory, for as long as the object lives.</summary>
public sealed class MemoryFindingStore : IFindingStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, ImmutableArray<JournalLine>> journals = new(StringComparer.Ordinal);

    public Task<bool> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JournalOrder.Check(lines);
        if (lines.IsEmpty) return Task.FromResult(true);
        lock (gate)
        {
            var known = journals.GetValueOrDefault(lines[0].SystemId, []);
            if (lines[0].Number != known.Length + 1) return Task.FromResult(false);
            journals[lines[0].SystemId] = known.AddRange(lines);
            return Task.FromResult(true);
        }
    }

    public Task<ImmutableArray<JournalLine>> ReadAsync(string systemId, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(journals.GetValueOrDefault(systemId, []));
    }

    public Task<ImmutableArray<string>> SystemsAsync(CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult<ImmutableArray<string>>([.. journals.Keys]);
    }
}
