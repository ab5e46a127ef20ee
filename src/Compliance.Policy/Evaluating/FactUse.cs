using System.Collections.Immutable;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Evaluating;

/// <summary>
/// Says which facts and gaps an expression rests on: the judged item, single facts, every fact of a list that it names, and the counts that it names.
/// It is what the expression may look at, whatever path the evaluation took, so that the same policy always rests on the same facts.
/// </summary>
internal sealed class FactUse(FactTable table, FactKind? itemKind)
{
    private static readonly ImmutableDictionary<string, FactKindSchema> ByVariable =
        FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population).ToImmutableDictionary(kind => kind.Variable, StringComparer.Ordinal);

    private readonly string? itemVariable = itemKind is { } kind ? FactSchema.Of(kind).Item : null;

    public IEnumerable<FactView> Of(Expression expression, FactView? item)
    {
        foreach (var variable in expression.Variables)
        {
            if (variable == itemVariable)
            {
                if (item is not null) yield return item;
            }
            else if (variable == PolicyVariables.Counts)
            {
                foreach (var view in Counts(expression)) yield return view;
            }
            else if (ByVariable.TryGetValue(variable, out var schema))
            {
                foreach (var view in table.Of(schema.Kind)) yield return view;
            }
        }
    }

    /// <summary>Kinds whose gaps make the expression unknown.</summary>
    public IEnumerable<FactKind> KindsOf(Expression expression)
    {
        foreach (var variable in expression.Variables)
        {
            if (variable == itemVariable && itemKind is { } kind) yield return kind;
            else if (variable == PolicyVariables.Counts) yield return FactKind.Population;
            else if (ByVariable.TryGetValue(variable, out var schema)) yield return schema.Kind;
        }
    }

    private IEnumerable<FactView> Counts(Expression expression)
    {
        var names = expression.Attributes.Where(path => path.StartsWith(PolicyVariables.Counts, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return table.Of(FactKind.Population).Where(view => view["name"] is { IsKnown: true } name
            && (names.Contains($"{PolicyVariables.Counts}.{name.Value}") || names.Contains(PolicyVariables.Counts)));
    }
}
