using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Evaluating;

/// <summary>
/// One policy over one fact table. The rules: an item's verdict is the least of its checks, the policy's the least of its items; what is not known
/// is unknown; a list that is shorter than its independent count, or may be incomplete, is at least unknown; not applicable needs the policy's
/// clause to be true on known facts.
/// </summary>
internal sealed class PolicyJudgement
{
    private const string WhereRule = "where";
    private const string PopulationRule = "population";
    private const string NotApplicableRule = "not-applicable";
    private const string EffectiveRule = "effective";

    private readonly SelectedPolicy selected;
    private readonly CompiledPolicy compiled;
    private readonly FactValues values;
    private readonly PolicyBindings bound;
    private readonly FactUse use;
    private readonly List<Reason> reasons = [];
    private readonly List<Verdict> verdicts = [];
    private readonly Dictionary<string, FactView> used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> gapCodes = new(StringComparer.Ordinal);
    private readonly string day;
    private int judged;

    private PolicyJudgement(SelectedPolicy selected, FactValues values)
    {
        (this.selected, this.values) = (selected, values);
        compiled = selected.Policy.Compiled;
        FactKind? itemKind = Document.Subject == SubjectKind.Image ? null : PolicyVariables.KindOf(Document.Subject);
        use = new FactUse(values.Table, itemKind);
        bound = new PolicyBindings(selected, values);
        day = Days.Of(values.EvaluatedAt);
    }

    private CelBindings Bindings => bound.Cel;

    private PolicyDocument Document => selected.Policy.Document;

    public static PolicyResult Judge(SelectedPolicy selected, FactValues values)
    {
        var judgement = new PolicyJudgement(selected, values);
        if (!judgement.IsInForce()) { }
        else if (judgement.Document.Subject == SubjectKind.Image) judgement.JudgeImage();
        else judgement.JudgeItems(PolicyVariables.KindOf(judgement.Document.Subject));
        return judgement.Result();
    }

    private bool IsInForce()
    {
        var early = Document.Effective?.From is { } from && string.CompareOrdinal(day, from) < 0;
        var late = Document.Effective?.Until is { } until && string.CompareOrdinal(day, until) > 0;
        if (early) Add(EffectiveRule, null, Verdict.NotApplicable, $"in force from {Document.Effective!.From}", "", []);
        if (late) Add(EffectiveRule, null, Verdict.NotApplicable, $"in force until {Document.Effective!.Until}", "", []);
        return !early && !late;
    }

    private void JudgeImage()
    {
        judged = 1;
        if (compiled.NotApplicableWhen is { } when)
        {
            var clause = CheckVerdict.Of(when.Evaluate(Bindings));
            if (clause.Verdict == Verdict.Met)
            {
                NotApplicable(when);
                return;
            }

            // While it is not known whether the policy applies, it can't be met; a known failure stays one.
            if (clause.Verdict == Verdict.Unknown) Unknown(NotApplicableRule, null, clause.Cause, [when]);
        }

        foreach (var check in compiled.Checks) Judge(check, null);
    }

    private void JudgeItems(FactKind kind)
    {
        var views = values.Table.Of(kind);
        var items = values.Items(kind);
        for (var index = 0; index < views.Length; index++)
        {
            bound.Bind(items[index]);
            if (!Applies(views[index])) continue;
            judged++;
            foreach (var check in compiled.Checks) Judge(check, views[index]);
        }

        bound.Bind(CelValue.Unknown("no item"));
        JudgeCompleteness(kind);
    }

    /// <summary>Whether the item is to be judged by the checks. One of which that is not known counts as judged, and is unknown.</summary>
    private bool Applies(FactView view)
    {
        if (compiled.Where is not { } where) return true;
        Use(where, view);
        var applies = CheckVerdict.Of(where.Evaluate(Bindings));
        if (applies.Verdict != Verdict.Unknown) return applies.Verdict == Verdict.Met;
        judged++;
        Unknown(WhereRule, view, applies.Cause, [where]);
        return false;
    }

    private void JudgeCompleteness(FactKind kind)
    {
        var population = compiled.Population ?? throw new InvalidOperationException("a policy over items has a population");
        Use(population, null);
        var (count, cause) = CheckVerdict.CountOf(population.Evaluate(Bindings));
        var incomplete = values.Incomplete(kind);
        if (incomplete is not null) gapCodes.UnionWith(values.Table.GapCodesOf(kind));
        var causes = new List<string>();
        if (incomplete is not null) causes.Add(incomplete);
        if (count is null) causes.Add(cause);
        else if (judged < count) causes.Add(FormattableString.Invariant($"{judged} judged, and {count} were counted"));
        if (causes.Count > 0)
        {
            Unknown(PopulationRule, null, string.Join("; ", causes), [population]);
        }
        else if (judged == 0)
        {
            JudgeNothing(population);
        }
    }

    private void JudgeNothing(Expression population)
    {
        if (compiled.NotApplicableWhen is not { } when)
        {
            Unknown(PopulationRule, null, "there is nothing to judge, and the policy does not say that this makes it not applicable", [population]);
            return;
        }

        var clause = CheckVerdict.Of(when.Evaluate(Bindings));
        if (clause.Verdict == Verdict.Met) NotApplicable(when);
        else Unknown(NotApplicableRule, null, clause.Verdict == Verdict.Unknown ? clause.Cause : "there is nothing to judge, and what would make the policy not applicable does not hold", [when]);
    }

    private void Judge(CompiledCheck check, FactView? item)
    {
        var outcome = CheckVerdict.Of(check.Check.Evaluate(Bindings));
        Use(check.Check, item);
        switch (outcome.Verdict)
        {
            case Verdict.Met:
                verdicts.Add(Verdict.Met);
                break;
            case Verdict.NotMet:
                Add(check.Document.Id, item, Verdict.NotMet, check.Otherwise.Render(Bindings), check.Document.Remedy, [check.Check]);
                break;
            default:
                Unknown(check.Document.Id, item, outcome.Cause, [check.Check]);
                break;
        }
    }

    private void NotApplicable(Expression when)
    {
        Use(when, null);
        Add(NotApplicableRule, null, Verdict.NotApplicable, compiled.NotApplicableBecause?.Render(Bindings) ?? "", "", [when]);
    }

    private void Unknown(string check, FactView? item, string cause, ImmutableArray<Expression> expressions)
    {
        foreach (var kind in expressions.SelectMany(use.KindsOf)) gapCodes.UnionWith(values.Table.GapCodesOf(kind));
        foreach (var expression in expressions) Use(expression, item);
        Add(check, item, Verdict.Unknown, cause, "", expressions);
    }

    private void Add(string check, FactView? item, Verdict verdict, string message, string remedy, ImmutableArray<Expression> expressions)
    {
        verdicts.Add(verdict);
        var ids = expressions.SelectMany(expression => use.Of(expression, item)).Select(view => view.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var force = selected.ForceOf(check, day);
        reasons.Add(new Reason(check, item?.Label ?? "", verdict, message, remedy, [.. ids]) { Force = DocumentReader.WordOf(force.Force), Rule = force.Rule });
    }

    private void Use(Expression expression, FactView? item)
    {
        foreach (var view in use.Of(expression, item)) used[view.Id] = view;
    }

    private Force Force()
    {
        var failed = reasons.Where(reason => reason.Verdict == Verdict.NotMet).Select(reason => reason.Check).Distinct(StringComparer.Ordinal).ToList();
        var checks = failed.Count > 0 ? failed : [.. Document.Require.Select(check => check.Id)];
        return checks.Max(check => selected.ForceOf(check, day).Force);
    }

    private PolicyResult Result() => new()
    {
        Force = DocumentReader.WordOf(Force()),
        PolicyId = selected.Policy.Id,
        Title = Document.Title,
        Family = selected.Policy.Family,
        Subject = values.Table.Subject,
        Verdict = Verdicts.Combine(verdicts),
        Severity = DocumentReader.WordOf(selected.Severity),
        Judged = judged,
        Reasons = [.. reasons],
        Controls = selected.Controls,
        FactIds = [.. used.Keys.Order(StringComparer.Ordinal)],
        GapCodes = [.. gapCodes],
        CarriedOnly = used.Count > 0 && used.Values.All(view => view.Reperformance == Reperformance.Carried),
    };
}
