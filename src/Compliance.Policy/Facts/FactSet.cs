using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Facts;

/// <summary>All that is known about one image manifest: facts ordered by id, gaps, and how completely each kind was collected.</summary>
public sealed record FactSet
{
    /// <summary>The image manifest.</summary>
    public required Digest Subject { get; init; }

    /// <summary>Ordered by <see cref="Fact.Id"/>, ordinal; ids are unique.</summary>
    public required ImmutableArray<Fact> Facts { get; init; }

    public required ImmutableArray<CollectionGap> Gaps { get; init; }

    public required ImmutableDictionary<FactKind, Coverage> Coverages { get; init; }

    public Coverage CoverageOf(FactKind kind) => Coverages.GetValueOrDefault(kind, Coverage.NotCollected);

    public IEnumerable<Fact> OfKind(FactKind kind) => Facts.Where(fact => fact.Kind == kind);
}
