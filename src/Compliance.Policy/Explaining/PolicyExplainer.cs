using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Documents;
using Compliance.Policy.Evaluating;
using Compliance.Policy.Explaining.Flipping;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining;

/// <summary>Evaluates one policy again and keeps what every expression read and came to.</summary>
public sealed class PolicyExplainer
{
    private readonly SelectedPolicy selected;
    private readonly FactValues values;
    private readonly PolicyBindings bound;
    private readonly AttributeReport attributes;

    private PolicyExplainer(SelectedPolicy selected, FactTable facts, DateTimeOffset evaluatedAt)
    {
        this.selected = selected;
        values = new FactValues(facts, evaluatedAt);
        bound = new PolicyBindings(selected, values);
        attributes = new AttributeReport(selected, values, ItemKind);
    }

    private PolicyDocument Document => selected.Policy.Document;

    private CompiledPolicy Compiled => selected.Policy.Compiled;

    private FactKindSchema? ItemKind => Document.Subject == SubjectKind.Image ? null : FactSchema.Of(PolicyVariables.KindOf(Document.Subject));

    /// <param name="subject">Keeps only items whose label or fact id contains this; null keeps all.</param>
    public static PolicyExplanation Explain(SelectedPolicy selected, FactTable facts, DateTimeOffset evaluatedAt, string? subject = null)
    {
        ArgumentNullException.ThrowIfNull(selected);
        ArgumentNullException.ThrowIfNull(facts);
        return new PolicyExplainer(selected, facts, evaluatedAt).Explain(subject);
    }

    private PolicyExplanation Explain(string? subject)
    {
        var items = ItemKind is { } kind
            ? values.Table.Of(kind.Kind).Zip(values.Items(kind.Kind)).Where(pair => Matches(pair.First, subject)).Select(pair => Item(pair.First, pair.Second)).ToImmutableArray()
            : [Image()];
        var result = PolicyEngine.Judge(selected, values.Table, values.EvaluatedAt);
        return new PolicyExplanation(result, items, Around(), FlipSearch.Find(selected, values.Table, values.EvaluatedAt, result.Verdict));
    }

    private static bool Matches(FactView view, string? subject) => subject is null
        || view.Id.Contains(subject, StringComparison.OrdinalIgnoreCase)
        || view.Label.Contains(subject, StringComparison.OrdinalIgnoreCase);

    private ItemExplanation Image()
    {
        // As the judgement does: where the clause holds, no check is asked.
        if (Compiled.NotApplicableWhen is { } when && CheckVerdict.Of(when.Evaluate(bound.Cel)).Verdict == Verdict.Met) return new ItemExplanation("", "", "", IsJudged: false, Verdict.NotApplicable, []);
        var checks = Checks(null);
        return new ItemExplanation("", "", "", IsJudged: true, Verdicts.Combine(checks.Select(check => check.Verdict)), checks);
    }

    private ItemExplanation Item(FactView view, CelValue value)
    {
        bound.Bind(value);
        var source = AttributeReport.SourceOf(view);
        if (Compiled.Where is { } where)
        {
            var applies = Check("where", where, view);
            if (applies.Verdict != Verdict.Met)
            {
                var verdict = applies.Verdict == Verdict.Unknown ? Verdict.Unknown : Verdict.NotApplicable;
                return new ItemExplanation(view.Label, view.Id, source, applies.Verdict == Verdict.Unknown, verdict, [applies]);
            }
        }

        var checks = Checks(view);
        return new ItemExplanation(view.Label, view.Id, source, IsJudged: true, Verdicts.Combine(checks.Select(check => check.Verdict)), checks);
    }

    private ImmutableArray<CheckExplanation> Checks(FactView? view) => [.. Compiled.Checks.Select(check => Check(check.Document.Id, check.Check, view))];

    private ImmutableArray<CheckExplanation> Around()
    {
        var around = ImmutableArray.CreateBuilder<CheckExplanation>();
        if (Compiled.Population is { } population) around.Add(Check("population", population, null));
        if (Compiled.NotApplicableWhen is { } when) around.Add(Check("not-applicable", when, null));
        return around.ToImmutable();
    }

    private CheckExplanation Check(string id, Expression expression, FactView? view)
    {
        var explained = expression.Explain(bound.Cel);
        var verdict = explained.Result is CelResult.Value { Content.Kind: CelKind.Int } ? Verdict.Met : CheckVerdict.Of(explained.Result).Verdict;
        var read = explained.AttributesRead.SelectMany(attribute => attributes.Of(attribute, view)).Distinct();
        return new CheckExplanation(id, expression.Text, verdict, Words(explained.Result), [.. read], verdict == Verdict.NotMet ? [.. FlipAdvice.For(explained, expression.Text)] : [], ExpressionTree.Of(explained, expression.Text));
    }

    private static string Words(CelResult result) => result switch
    {
        CelResult.Value value => value.Content.ToString(),
        CelResult.Unknown unknown => unknown.Causes.IsEmpty ? "unknown" : $"unknown ({string.Join("; ", unknown.Causes)})",
        CelResult.Error error => $"error: {error.Message}",
        _ => "",
    };
}
