using System.Collections.Immutable;
using Compliance.Policy.Cel;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;

namespace Compliance.Policy.Expressions;

/// <summary>
/// The values of the common variables for one fact table, made once and used by every policy. What is not known is an unknown whose cause says
/// which fact and field, or which kind, and why.
/// </summary>
internal sealed class FactValues
{
    private readonly Dictionary<string, CelValue> variables = new(StringComparer.Ordinal);
    private readonly Dictionary<FactKind, ImmutableArray<CelValue>> items = [];

    public FactValues(FactTable table, DateTimeOffset evaluatedAt)
    {
        Table = table;
        EvaluatedAt = evaluatedAt;
        foreach (var kind in FactSchema.Kinds)
        {
            if (kind.Kind != FactKind.Population) variables[kind.Variable] = kind.IsSingle ? Single(kind) : List(kind);
        }

        variables[PolicyVariables.Counts] = Counts();
        variables[PolicyVariables.Gaps] = CelValue.List(table.Gaps.Select(Gap));
        variables[PolicyVariables.Now] = CelValue.Timestamp(evaluatedAt);
    }

    public FactTable Table { get; }

    public DateTimeOffset EvaluatedAt { get; }

    /// <summary>Values of a kind's facts, in the order of the table.</summary>
    public ImmutableArray<CelValue> Items(FactKind kind) => items.GetValueOrDefault(kind, []);

    public void Bind(CelBindings bindings)
    {
        foreach (var variable in bindings.Environment.Variables)
        {
            if (variables.TryGetValue(variable.Name, out var value)) bindings[variable.Name] = value;
        }
    }

    /// <summary>
    /// Why a kind is not completely known; null when it is. A list is incomplete when its collection says so, and also when it is shorter than the
    /// independent count of its name, or when that count was lost to a gap: hiding an element never makes a list look whole.
    /// </summary>
    public string? Incomplete(FactKind kind)
    {
        var coverage = Table.CoverageOf(kind);
        var name = FactSchema.Of(kind).Variable;
        var here = Table.Of(kind).Length;
        if (coverage == Coverage.Complete) return Uncounted(name, here);
        var words = coverage == Coverage.NotCollected && here == 0 ? $"{name}: not collected" : $"{name}: there may be more";
        return words + Gaps(kind);
    }

    private string? Uncounted(string name, int here)
    {
        var counts = Table.Of(FactKind.Population);
        ImmutableArray<FactView> stated = [.. counts.Where(view => view["name"] is { IsKnown: true } value && (string)value.Value == name)];
        foreach (var view in stated)
        {
            if (view["count"] is not { IsKnown: true } count) return $"{name}: the independent count is not known ({view["count"].Reason})";
            if (here < (long)count.Value) return FormattableString.Invariant($"{name}: {count.Value} were counted, {here} could be read");
        }

        // A count that lost its name may have been this list's.
        var lost = stated.IsEmpty && (counts.Any(view => !view["name"].IsKnown) || Table.Gaps.Any(gap => gap.Kind == FactKind.Population));
        return lost ? $"{name}: the independent count is missing{Gaps(FactKind.Population)}" : null;
    }

    private string Gaps(FactKind kind)
    {
        var gaps = Table.Gaps.Where(gap => gap.Kind == kind).Select(gap => $"{gap.Code} {gap.Message}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(3).ToList();
        return gaps.Count == 0 ? "" : $" ({string.Join("; ", gaps)})";
    }

    private CelValue Single(FactKindSchema kind) =>
        Table.Of(kind.Kind) is [var only, ..] ? Struct(only) : CelValue.Unknown(Incomplete(kind.Kind) ?? $"{kind.Variable}: not stated");

    private CelValue List(FactKindSchema kind)
    {
        ImmutableArray<CelValue> values = [.. Table.Of(kind.Kind).Select(Struct)];
        items[kind.Kind] = values;
        if (Incomplete(kind.Kind) is not { } cause) return CelValue.List(values);
        return values.IsEmpty && Table.CoverageOf(kind.Kind) == Coverage.NotCollected
            ? CelValue.Unknown(cause)
            : CelValue.List(CelList.Incomplete(values, CelUnknown.Of(cause)));
    }

    private CelValue Counts()
    {
        var stated = Table.Of(FactKind.Population).ToLookup(view => view["name"] is { IsKnown: true } name ? (string)name.Value : "", StringComparer.Ordinal);
        return CelValue.Struct(new CelStruct(PolicyVariables.CountsType, [.. FactSchema.Counts.Select(count => Count(count.Name, [.. stated[count.Name]]))]));
    }

    // Two statements of one count that differ are no statement.
    private static CelValue Count(string name, ImmutableArray<FactView> stated)
    {
        if (stated.IsEmpty) return CelValue.Unknown($"counts.{name}: not counted");
        var first = stated[0]["count"];
        if (!first.IsKnown) return CelValue.Unknown($"counts.{name}: {first.Reason}");
        return stated.All(view => view["count"] is { IsKnown: true } count && Equals(count.Value, first.Value))
            ? CelValue.Int((long)first.Value)
            : CelValue.Unknown($"counts.{name}: counted {stated.Length} times with different results");
    }

    private static CelValue Gap(CollectionGap gap) => CelValue.Struct(new CelStruct(PolicyVariables.GapType,
    [
        CelValue.String(gap.Code.Text),
        CelValue.String(FactSchema.Of(gap.Kind).Variable),
        CelValue.String(gap.Message),
        CelValue.String(gap.Collector),
        CelValue.String(gap.Locator.ToString()),
    ]));

    private static CelValue Struct(FactView view)
    {
        var type = PolicyVariables.TypeOf(view.Schema.Kind);
        var slots = new CelValue[view.Values.Length];
        for (var index = 0; index < slots.Length; index++)
        {
            var value = view.Values[index];
            slots[index] = value.IsKnown ? Of(value.Value) : CelValue.Unknown($"{view.Id}.{type.Fields[index].Name}: {value.Reason}");
        }

        return CelValue.Struct(new CelStruct(type, slots));
    }

    /// <summary>A field's or parameter's value in the language.</summary>
    internal static CelValue Of(object value) => value switch
    {
        string text => CelValue.String(text),
        long number => CelValue.Int(number),
        bool truth => CelValue.Bool(truth),
        ImmutableArray<string> texts => CelValue.List(texts.Select(CelValue.String)),
        ImmutableArray<long> numbers => CelValue.List(numbers.Select(CelValue.Int)),
        ImmutableSortedDictionary<string, string> map => CelValue.Map(CelMap.OfStrings(map.Select(pair => KeyValuePair.Create(pair.Key, CelValue.String(pair.Value))))),
        _ => throw new ArgumentException($"{value.GetType()} is no type of a fact's field", nameof(value)),
    };
}
