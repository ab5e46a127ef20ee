using System.Collections.Immutable;

namespace Compliance.Evidence.Findings;

/// <summary>
/// The journals of findings, one a system. A contract between strangers:
/// <list type="bullet">
/// <item>When <see cref="AppendAsync"/> answers true, the lines are durable, all of them; when it throws or answers false, none is visible.</item>
/// <item>A number that is taken is ordinary and answers false: someone else appended first, and the caller reads again and makes its lines anew.</item>
/// <item>Lines are never changed or removed. The store does not judge bodies or digests; <see cref="FindingJournal.Read"/> does.</item>
/// </list>
/// Thread safe; several processes may use one store.
/// </summary>
public interface IFindingStore
{
    /// <param name="lines">Of one system, numbers ascending by one; the first follows what is there.</param>
    Task<bool> AppendAsync(ImmutableArray<JournalLine> lines, CancellationToken cancellationToken);

    /// <summary>In the order of numbers; empty for a system that is not known.</summary>
    Task<ImmutableArray<JournalLine>> ReadAsync(string systemId, CancellationToken cancellationToken);

    /// <summary>Ordinal order.</summary>
    Task<ImmutableArray<string>> SystemsAsync(CancellationToken cancellationToken);
}
