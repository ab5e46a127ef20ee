using System.Collections.Immutable;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;

namespace Compliance.Tests.Policy.Evaluating;

/// <summary>What facts turn into when evidence gets lost, a few ways at a time.</summary>
internal sealed class FactLosses(Random random)
{
    private static readonly ImmutableArray<FactKindSchema> Kinds = [.. FactSchema.Kinds];

    /// <summary>Of the same facts: two kinds lost, several lost at once, some facts of a kind, one value, and a list cut below its count.</summary>
    public IEnumerable<(string What, FactTable Facts)> Of(FactTable whole)
    {
        var (one, other) = (Kinds[random.Next(Kinds.Length)], Kinds[random.Next(Kinds.Length)]);
        yield return ($"losing {one.Variable}", Lost(whole, one));
        yield return ($"losing {one.Variable} and {other.Variable}", Lost(Lost(whole, one), other));
        var half = Kinds.Where(_ => random.Next(2) == 0).ToList();
        yield return ($"losing {string.Join(", ", half.Select(kind => kind.Variable))}", half.Aggregate(whole, Lost));
        if (Random(whole, out var some) is { IsEmpty: false } views)
        {
            yield return ($"losing some {some.Variable}", Partly(whole, some, Fewer(views)));
            yield return ($"not knowing a value of {some.Variable}", WithoutValue(whole, some, views));
        }

        foreach (var kind in Kinds)
        {
            if (Counted(whole, kind.Variable) is not { } count || whole.Of(kind.Kind) is not { IsEmpty: false } list) continue;
            var fewer = Fewer(list);
            if (fewer.Length < count) yield return ($"hiding some {kind.Variable}", whole with { Views = whole.Views.SetItem(kind.Kind, fewer) });
        }
    }

    private ImmutableArray<FactView> Random(FactTable whole, out FactKindSchema kind)
    {
        var present = Kinds.Where(kind => !whole.Of(kind.Kind).IsEmpty).ToList();
        kind = present.Count == 0 ? Kinds[0] : present[random.Next(present.Count)];
        return present.Count == 0 ? [] : whole.Of(kind.Kind);
    }

    private ImmutableArray<FactView> Fewer(ImmutableArray<FactView> views)
    {
        var kept = random.Next(views.Length);
        while (views.Length > kept) views = views.RemoveAt(random.Next(views.Length));
        return views;
    }

    private FactTable WithoutValue(FactTable whole, FactKindSchema kind, ImmutableArray<FactView> views)
    {
        var index = random.Next(views.Length);
        var changed = views[index] with { Values = views[index].Values.SetItem(random.Next(kind.Fields.Length), Knowable<object>.Unknown("lost")) };
        return whole with { Views = whole.Views.SetItem(kind.Kind, views.SetItem(index, changed)) };
    }

    private static FactTable Lost(FactTable whole, FactKindSchema kind) => Without(whole, kind.Kind, [], Coverage.NotCollected);

    private static FactTable Partly(FactTable whole, FactKindSchema kind, ImmutableArray<FactView> rest) => Without(whole, kind.Kind, rest, Coverage.Partial);

    private static FactTable Without(FactTable whole, FactKind kind, ImmutableArray<FactView> rest, Coverage coverage) => whole with
    {
        Views = whole.Views.SetItem(kind, rest),
        Coverages = whole.Coverages.SetItem(kind, coverage),
        Gaps = whole.Gaps.Add(RandomFacts.Gap(kind)),
    };

    private static long? Counted(FactTable facts, string variable) =>
        facts.Of(FactKind.Population).FirstOrDefault(view => view["name"] is { IsKnown: true, Value: string name } && name == variable)?["count"] is { IsKnown: true, Value: long count } ? count : null;
}
