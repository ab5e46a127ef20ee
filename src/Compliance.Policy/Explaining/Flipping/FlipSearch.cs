using System.Collections.Immutable;
using Compliance.Policy.Documents;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining.Flipping;

/// <summary>
/// Finds a small change of facts that leads to another verdict. One change, then two, then three are tried in order of size, so that the first that is
/// found is the smallest of those considered; items of a list are solved one by one and their changes put together. Bounded by a number of
/// evaluations that depends on the facts alone: the same facts give the same answer anywhere.
/// </summary>
internal sealed class FlipSearch
{
    private const int MaxItems = 100;
    private const int MaxSize = 3;

    private readonly SelectedPolicy selected;
    private readonly DateTimeOffset evaluatedAt;
    private readonly FactTable facts;
    private readonly FactMoves moves;
    private readonly FactKind? itemKind;
    private int budget;
    private int tried;

    private FlipSearch(SelectedPolicy selected, FactTable facts, DateTimeOffset evaluatedAt)
    {
        (this.selected, this.evaluatedAt) = (selected, evaluatedAt);
        moves = new FactMoves(new AtomValues(selected, evaluatedAt));
        itemKind = selected.Policy.Document.Subject == SubjectKind.Image ? null : PolicyVariables.KindOf(selected.Policy.Document.Subject);
        this.facts = moves.Reduce(facts);
        budget = Math.Clamp(1_000_000 / (100 + this.facts.Views.Values.Sum(views => views.Length)), 200, 8_000);
    }

    /// <summary>From met to not met, from not met to met, from unknown to both, from not applicable to not met.</summary>
    public static ImmutableArray<Flip> Find(SelectedPolicy selected, FactTable facts, DateTimeOffset evaluatedAt, Verdict verdict) =>
        [.. Targets(verdict).Select(target => new FlipSearch(selected, facts, evaluatedAt).Find(target))];

    private static ImmutableArray<Verdict> Targets(Verdict verdict) => verdict switch
    {
        Verdict.NotMet => [Verdict.Met],
        Verdict.Unknown => [Verdict.Met, Verdict.NotMet],
        _ => [Verdict.NotMet],
    };

    private Flip Find(Verdict target)
    {
        if (itemKind is not { } kind) return Answer(target, Search(facts, [.. moves.Around(facts, null)], Whole, target), isSmallest: true);
        return target == Verdict.Met ? EveryItem(kind) : AnyItem(kind, target);
    }

    /// <summary>Each item that is not met gets its own smallest change; then what is around the items.</summary>
    private Flip EveryItem(FactKind kind)
    {
        var wrong = facts.Of(kind).Where(view => ItemVerdict(Only(view)) is Verdict.NotMet or Verdict.Unknown).ToList();
        if (wrong.Count > MaxItems) return Answer(Verdict.Met, null, isSmallest: false);
        var changes = new List<FactMove>();
        foreach (var view in wrong)
        {
            if (Search(Only(view), [.. moves.Fields(view), .. moves.Around(facts, kind)], ItemVerdict, Verdict.Met) is not { } own) return Answer(Verdict.Met, null, isSmallest: false);
            changes.AddRange(own.Where(move => !changes.Exists(other => other.Place == move.Place)));
        }

        var changed = changes.Aggregate(facts, (table, move) => move.Apply(table));
        if (Whole(changed) == Verdict.Met) return Answer(Verdict.Met, changes, isSmallest: wrong.Count <= 1);
        var rest = Search(changed, [.. moves.Around(changed, kind)], Whole, Verdict.Met);
        return Answer(Verdict.Met, rest is null ? null : [.. changes, .. rest], isSmallest: changes.Count == 0);
    }

    /// <summary>The item that needs least.</summary>
    private Flip AnyItem(FactKind kind, Verdict target)
    {
        List<FactMove>? best = null;
        foreach (var view in facts.Of(kind).Take(MaxItems))
        {
            if (Search(Only(view), [.. moves.Fields(view)], ItemVerdict, target) is { } own && (best is null || own.Count < best.Count)) best = own;
            if (best is { Count: 1 }) break;
        }

        best ??= Search(facts, [.. moves.Around(facts, kind)], Whole, target);
        var holds = best is not null && Whole(best.Aggregate(facts, (table, move) => move.Apply(table))) == target;
        return Answer(target, holds ? best : null, isSmallest: best is { Count: 1 });
    }

    private FactTable Only(FactView view) => facts with { Views = facts.Views.SetItem(view.Schema.Kind, [view]) };

    private List<FactMove>? Search(FactTable start, ImmutableArray<FactMove> all, Func<FactTable, Verdict> judge, Verdict target)
    {
        for (var size = 1; size <= MaxSize; size++)
        {
            var chosen = new List<FactMove>(size);
            if (Extend(start, all, 0, size, chosen, judge, target)) return chosen;
            if (budget <= 0) break;
        }

        return null;
    }

    private bool Extend(FactTable table, ImmutableArray<FactMove> all, int from, int left, List<FactMove> chosen, Func<FactTable, Verdict> judge, Verdict target)
    {
        for (var index = from; index < all.Length && budget > 0; index++)
        {
            var move = all[index];
            if (chosen.Exists(other => other.Place == move.Place)) continue;
            chosen.Add(move);
            var changed = move.Apply(table);
            if (left == 1)
            {
                budget--;
                if (judge(changed) == target) return true;
            }
            else if (Extend(changed, all, index + 1, left - 1, chosen, judge, target))
            {
                return true;
            }

            chosen.RemoveAt(chosen.Count - 1);
        }

        return false;
    }

    private Verdict Whole(FactTable table)
    {
        tried++;
        return PolicyEngine.Judge(selected, table, evaluatedAt).Verdict;
    }

    /// <summary>The verdict of the first item; not applicable when <c>where</c> leaves it out.</summary>
    private Verdict ItemVerdict(FactTable table)
    {
        tried++;
        var values = new FactValues(table, evaluatedAt);
        var bound = new PolicyBindings(selected, values);
        if (values.Items(itemKind!.Value) is not [var item, ..]) return Verdict.NotApplicable;
        bound.Bind(item);
        var compiled = selected.Policy.Compiled;
        if (compiled.Where is { } where && CheckVerdict.Of(where.Evaluate(bound.Cel)).Verdict is var applies and not Verdict.Met) return applies == Verdict.NotMet ? Verdict.NotApplicable : Verdict.Unknown;
        return Verdicts.Combine(compiled.Checks.Select(check => CheckVerdict.Of(check.Check.Evaluate(bound.Cel)).Verdict));
    }

    private Flip Answer(Verdict target, List<FactMove>? found, bool isSmallest) =>
        new(target, [.. (found ?? []).Select(move => move.Change)], isSmallest && found is not null, tried);
}
