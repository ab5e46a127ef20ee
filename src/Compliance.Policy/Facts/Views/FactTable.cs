using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Facts.Views;

/// <summary>
/// All facts about one image as policies see them: what evaluation takes. Made from the facts of collectors, or from a case file, where any field
/// may be unknown.
/// </summary>
public sealed record FactTable
{
    public required Digest Subject { get; init; }

    /// <summary>Ordered by id, ordinal, within each kind.</summary>
    public required ImmutableDictionary<FactKind, ImmutableArray<FactView>> Views { get; init; }

    /// <summary>Kinds that are not mentioned were not collected.</summary>
    public required ImmutableDictionary<FactKind, Coverage> Coverages { get; init; }

    public required ImmutableArray<CollectionGap> Gaps { get; init; }

    public static FactTable Of(FactSet facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new FactTable
        {
            Subject = facts.Subject,
            Views = facts.Facts.GroupBy(fact => fact.Kind)
                .ToImmutableDictionary(group => group.Key, group => group.OrderBy(fact => fact.Id, StringComparer.Ordinal).Select(FactView.Of).ToImmutableArray()),
            Coverages = facts.Coverages,
            Gaps = facts.Gaps,
        };
    }

    public ImmutableArray<FactView> Of(FactKind kind) => Views.GetValueOrDefault(kind, []);

    public Coverage CoverageOf(FactKind kind) => Coverages.GetValueOrDefault(kind, Coverage.NotCollected);

    /// <summary>Codes of the gaps of a kind, distinct, in order.</summary>
    public IEnumerable<string> GapCodesOf(FactKind kind) =>
        Gaps.Where(gap => gap.Kind == kind).Select(gap => gap.Code.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
