using System.Collections.Immutable;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Explaining.Flipping;

/// <summary>The changes that a search may make to a fact table: another field, one fact more, one less, a list collected whole, another count.</summary>
internal sealed class FactMoves(AtomValues atoms)
{
    private const int MaxViews = 8;
    private const int MaxNewFacts = 256;

    /// <summary>Changes of the fields of one fact.</summary>
    public IEnumerable<FactMove> Fields(FactView view)
    {
        foreach (var (field, candidates) in atoms.Of(view.Schema.Kind))
        {
            var before = view[field].IsKnown ? FactValues.Of(view[field].Value).ToString() : $"unknown ({view[field].Reason})";
            foreach (var value in candidates)
            {
                var after = FactValues.Of(value).ToString();
                if (after == before) continue;
                var label = view.Schema.IsSingle ? view.Schema.Variable : $"{view.Schema.Word} {view.Label}";
                yield return new FactMove($"{view.Id}.{field}", new FactChange($"{label}: {field} = {after}", before, view.Id, AttributeReport.SourceOf(view)), table => Set(table, view, field, value));
            }
        }
    }

    /// <summary>All other changes, and those of the fields of the first facts of every kind but the one that is left out.</summary>
    public IEnumerable<FactMove> Around(FactTable table, FactKind? leftOut)
    {
        foreach (var kind in atoms.Kinds)
        {
            var schema = FactSchema.Of(kind);
            var views = table.Of(kind);
            if (kind != leftOut)
            {
                foreach (var move in views.Take(MaxViews).SelectMany(Fields)) yield return move;
                if (!schema.IsSingle)
                {
                    foreach (var view in views.Take(MaxViews)) yield return Remove(view);
                }
            }

            if (!schema.IsSingle || views.IsEmpty)
            {
                foreach (var move in Additions(schema, table.CoverageOf(kind) == Coverage.Complete)) yield return move;
            }

            if (!schema.IsSingle) yield return Collect(schema, views.Length);
        }

        foreach (var name in atoms.Counts)
        {
            foreach (var count in new[] { 0L, 1L, table.Of(KindOf(name)).Length }.Distinct()) yield return Count(name, count);
        }
    }

    /// <summary>A table that keeps only what the expressions name: judging it gives the same, faster.</summary>
    public FactTable Reduce(FactTable table) => table with { Views = table.Views.Where(pair => pair.Key == FactKind.Population || atoms.Kinds.Contains(pair.Key)).ToImmutableDictionary() };

    private static FactKind KindOf(string count) => FactSchema.Kinds.FirstOrDefault(kind => kind.Variable == count)?.Kind ?? FactKind.CryptoModule;

    private static FactTable Set(FactTable table, FactView view, string field, object value)
    {
        var views = table.Of(view.Schema.Kind);
        var index = views.IndexOf(views.First(candidate => candidate.Id == view.Id));
        var changed = views[index] with { Values = views[index].Values.SetItem(view.Schema.OrdinalOf(field), Knowable<object>.Known(value)) };
        return table with { Views = table.Views.SetItem(view.Schema.Kind, views.SetItem(index, changed)) };
    }

    private static FactMove Remove(FactView view) => new(
        view.Id,
        new FactChange($"no {view.Schema.Word} {view.Label}", view.Label, view.Id, AttributeReport.SourceOf(view)),
        table => Counted(table with { Views = table.Views.SetItem(view.Schema.Kind, table.Of(view.Schema.Kind).RemoveAll(candidate => candidate.Id == view.Id)) }, view.Schema, -1));

    private IEnumerable<FactMove> Additions(FactKindSchema schema, bool isWhole)
    {
        IEnumerable<ImmutableArray<(string Field, object Value)>> all = [[]];
        foreach (var (field, candidates) in atoms.Of(schema.Kind)) all = all.SelectMany(_ => candidates, (facts, value) => facts.Add((field, value)));
        foreach (var fields in all.Take(MaxNewFacts))
        {
            var id = $"{schema.Word}/new";
            var values = ImmutableArray.CreateRange(schema.Fields, field => Knowable<object>.Unknown("not stated"));
            foreach (var (field, value) in fields) values = values.SetItem(schema.OrdinalOf(field), Knowable<object>.Known(value));
            var view = new FactView(id, schema, values, Reperformance.Rederived, null);
            var with = string.Join(", ", fields.Select(field => $"{field.Field} = {FactValues.Of(field.Value)}"));
            var what = isWhole ? $"one {schema.Word} more" : schema.IsSingle ? $"{schema.Variable}: collected" : $"{schema.Variable}: collected whole, and one {schema.Word} more is there";
            yield return new FactMove(id, new FactChange(with.Length > 0 ? $"{what} with {with}" : what, "", "", ""), table => Add(table, view));
        }
    }

    private static FactTable Add(FactTable table, FactView view)
    {
        var kind = view.Schema.Kind;
        var more = table with { Views = table.Views.SetItem(kind, table.Of(kind).Add(view)) };
        return Counted(table.CoverageOf(kind) == Coverage.Complete ? more : Whole(more, kind), view.Schema, +1);
    }

    private static FactMove Collect(FactKindSchema schema, int length) => new(
        $"{schema.Variable}[]",
        new FactChange($"{schema.Variable}: collected whole, {(length == 0 ? "and there are none" : FormattableString.Invariant($"and there are {length}"))}", "", "", ""),
        table => Counted(Whole(table, schema.Kind), schema, 0, table.Of(schema.Kind).Length));

    private static FactTable Whole(FactTable table, FactKind kind) =>
        table with { Coverages = table.Coverages.SetItem(kind, Coverage.Complete), Gaps = table.Gaps.RemoveAll(gap => gap.Kind == kind) };

    private static FactMove Count(string name, long count) => new(
        $"counts.{name}", new FactChange(FormattableString.Invariant($"counts.{name} = {count}"), "", $"population/{name}", ""), table => WithCount(table, name, count));

    /// <summary>The counts of a kind follow a change of its list.</summary>
    private static FactTable Counted(FactTable table, FactKindSchema schema, int change, int? exactly = null)
    {
        foreach (var name in FactSchema.Counts.Select(count => count.Name).Where(name => KindOf(name) == schema.Kind))
        {
            var stated = table.Of(FactKind.Population).FirstOrDefault(view => Equals(view["name"].Value, name));
            var known = stated?["count"] is { IsKnown: true } count ? (long)count.Value : (long?)null;
            table = WithCount(table, name, name == schema.Variable && exactly is { } exact ? exact : Math.Max(0, (known ?? table.Of(schema.Kind).Length - change) + change));
        }

        return table;
    }

    private static FactTable WithCount(FactTable table, string name, long count)
    {
        var schema = FactSchema.Of(FactKind.Population);
        var view = new FactView($"population/{name}", schema, [Knowable<object>.Known(name), Knowable<object>.Known(count), Knowable<object>.Known("supposed")], Reperformance.Rederived, null);
        var others = table.Of(FactKind.Population).RemoveAll(other => Equals(other["name"].Value, name));
        return table with
        {
            Views = table.Views.SetItem(FactKind.Population, [.. others.Add(view).OrderBy(one => one.Id, StringComparer.Ordinal)]),
            Coverages = table.Coverages.SetItem(FactKind.Population, Coverage.Complete),
        };
    }
}
