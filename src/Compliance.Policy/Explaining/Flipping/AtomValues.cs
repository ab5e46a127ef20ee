using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Reading;
using Compliance.Policy.Cel;
using Compliance.Policy.Cel.Syntax;
using Compliance.Policy.Documents;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Library;

namespace Compliance.Policy.Explaining.Flipping;

/// <summary>
/// The fields that a policy's expressions look at, and values that could make an atom (a part without logical operators) come out otherwise: the
/// constants and parameters that stand in the same atom, and their neighbours.
/// </summary>
internal sealed class AtomValues
{
    private const string Other = "something else";

    private readonly SelectedPolicy selected;
    private readonly DateTimeOffset evaluatedAt;
    private readonly FactKindSchema? item;
    private readonly SortedDictionary<(FactKind Kind, string Field), List<object>> values = [];

    public AtomValues(SelectedPolicy selected, DateTimeOffset evaluatedAt)
    {
        (this.selected, this.evaluatedAt) = (selected, evaluatedAt);
        var subject = selected.Policy.Document.Subject;
        item = subject == SubjectKind.Image ? null : FactSchema.Of(PolicyVariables.KindOf(subject));
        var compiled = selected.Policy.Compiled;
        foreach (var expression in compiled.Checks.Select(check => check.Check).Append(compiled.Where).Append(compiled.Population).Append(compiled.NotApplicableWhen).OfType<Expression>())
        {
            if (Parser.Parse(new SourceText(expression.Text, new Locator("expression"), CelLimits.Default), out _) is { } root) Visit(root, ImmutableDictionary<string, Source>.Empty);
        }
    }

    /// <summary>Fields of a kind, ordinal order, with the values to try.</summary>
    public IEnumerable<(string Field, IReadOnlyList<object> Values)> Of(FactKind kind) => values.Where(pair => pair.Key.Kind == kind).Select(pair => (pair.Key.Field, (IReadOnlyList<object>)pair.Value));

    /// <summary>Kinds that the expressions name.</summary>
    public SortedSet<FactKind> Kinds { get; } = [];

    /// <summary>Counts that the expressions name.</summary>
    public SortedSet<string> Counts { get; } = new(StringComparer.Ordinal);

    private void Visit(Expr node, ImmutableDictionary<string, Source> scope)
    {
        switch (node)
        {
            case Expr.Logic or Expr.Conditional or Expr.Call { Function: "!_" }:
                foreach (var child in node.Children) Visit(child, scope);
                break;
            case Expr.Comprehension loop:
                Atom(loop.Range, scope);
                var inner = Resolve(loop.Range, scope) is { } source ? scope.SetItem(loop.Variables[^1], source) : scope;
                if (loop.Filter is not null) Visit(loop.Filter, inner);
                if (loop.Step is not null) Visit(loop.Step, inner);
                break;
            default:
                Atom(node, scope);
                break;
        }
    }

    private void Atom(Expr atom, ImmutableDictionary<string, Source> scope)
    {
        var fields = new List<Source>();
        var texts = new List<string>();
        var numbers = new List<long>();
        Collect(atom, scope, fields, texts, numbers);
        var days = numbers.Count == 0 && texts.Exists(text => text.StartsWith('T')) ? Days() : [];
        foreach (var source in fields.Where(source => source.Field.Length > 0))
        {
            var schema = FactSchema.Of(source.Kind);
            var type = schema.Fields[schema.OrdinalOf(source.Field)].Type;
            if (!values.TryGetValue((source.Kind, source.Field), out var known)) values[(source.Kind, source.Field)] = known = [];
            known.AddRange(Candidates(type, [.. texts, .. days], numbers).Where(value => !known.Exists(other => Same(other, value))));
        }
    }

    private void Collect(Expr node, ImmutableDictionary<string, Source> scope, List<Source> fields, List<string> texts, List<long> numbers)
    {
        switch (node)
        {
            case Expr.Comprehension:
                Visit(node, scope);
                return;
            case Expr.Literal { Value.Kind: CelKind.String } literal:
                texts.Add(literal.Value.AsString);
                return;
            case Expr.Literal { Value.Kind: CelKind.Int } literal:
                numbers.Add(literal.Value.AsInt);
                return;
            case Expr.Select { Operand: Expr.Name { Text: PolicyVariables.Params } } parameter:
                Add(selected.Parameters.GetValueOrDefault(parameter.Field), texts, numbers);
                return;
            case Expr.Select { Operand: Expr.Name { Text: PolicyVariables.Counts } } count:
                Counts.Add(count.Field);
                return;
        }

        if (Resolve(node, scope) is { } source)
        {
            Kinds.Add(source.Kind);
            fields.Add(source);
            return;
        }

        foreach (var child in node.Children) Collect(child, scope, fields, texts, numbers);
    }

    private Source? Resolve(Expr node, ImmutableDictionary<string, Source> scope)
    {
        switch (node)
        {
            case Expr.Name name when scope.TryGetValue(name.Text, out var local):
                return local;
            case Expr.Name name:
                if (item is not null && name.Text == item.Item) return new Source(item.Kind, "");
                return FactSchema.Kinds.FirstOrDefault(kind => kind.Variable == name.Text && kind.Kind != FactKind.Population) is { } kind ? new Source(kind.Kind, "") : null;
            case Expr.Select select:
                return Resolve(select.Operand, scope) is { Field.Length: 0 } whole && FactSchema.Of(whole.Kind).OrdinalOf(select.Field) >= 0 ? whole with { Field = select.Field } : null;
            case Expr.Comprehension { Kind: ComprehensionKind.Filter } filter:
                return Resolve(filter.Range, scope);
            case Expr.Call { Function: "_[_]" } index:
                return Resolve(index.Arguments[0], scope);
            default:
                return null;
        }
    }

    private static void Add(object? parameter, List<string> texts, List<long> numbers)
    {
        if (parameter is string text) texts.Add(text);
        else if (parameter is long number) numbers.Add(number);
        else if (parameter is ImmutableArray<string> list) texts.AddRange(list.Take(4));
    }

    private ImmutableArray<string> Days() => [.. new[] { -1, 1 }.Select(days => evaluatedAt.UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    private static IEnumerable<object> Candidates(FactFieldType type, List<string> texts, List<long> numbers) => type switch
    {
        FactFieldType.Text => texts.Append(Other).Append(""),
        FactFieldType.Number => numbers.SelectMany(number => new[] { number, number + 1, number - 1 }).Append(0).Append(1).Where(number => number >= 0).Distinct().Cast<object>(),
        FactFieldType.Truth => [true, false],
        FactFieldType.TextList => texts.Append(Other).Select(text => (object)ImmutableArray.Create(text)).Prepend(ImmutableArray<string>.Empty),
        FactFieldType.NumberList => numbers.Append(1).Select(number => (object)ImmutableArray.Create(number)).Prepend(ImmutableArray<long>.Empty),
        _ => texts.Select(text => (object)ImmutableSortedDictionary<string, string>.Empty.Add(text, Other)).Prepend(ImmutableSortedDictionary<string, string>.Empty),
    };

    private static bool Same(object left, object right) => FactValues.Of(left).ToString() == FactValues.Of(right).ToString();

    /// <summary>A fact of a kind, or a field of one; an element of a list field is that field.</summary>
    private sealed record Source(FactKind Kind, string Field);
}
