using System.Globalization;
using Compliance.Policy.Expressions;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Facts.Views;
using Compliance.Policy.Library;

namespace Compliance.Policy.Explaining;

/// <summary>Finds the values of attributes and where they come from.</summary>
internal sealed class AttributeReport(SelectedPolicy selected, FactValues values, FactKindSchema? itemKind)
{
    private const int MaxElements = 10;

    public IEnumerable<AttributeValue> Of(string attribute, FactView? item)
    {
        var variable = Expression.VariableOf(attribute);
        var field = attribute[variable.Length..].TrimStart('[', ']', '.').Split('.', '[')[0];
        if (variable == itemKind?.Item) return item is null || field.Length == 0 ? [] : [Of(attribute, item, field)];
        switch (variable)
        {
            case PolicyVariables.Params:
                return selected.Parameters.TryGetValue(field, out var value) ? [new AttributeValue(attribute, FactValues.Of(value).ToString(), "", "parameter")] : [];
            case PolicyVariables.Now:
                return [new AttributeValue(attribute, values.EvaluatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "", "the date that is judged")];
            case PolicyVariables.Counts:
                return Count(attribute, field);
        }

        var kind = FactSchema.Kinds.FirstOrDefault(kind => kind.Variable == variable);
        return kind is null ? [] : Elements(attribute, kind, field);
    }

    public static string SourceOf(FactView view) => view.Source is { } source ? $"{source.Locator}  {source.Document.Algorithm}:{source.Document.Short}…" : "";

    private static AttributeValue Of(string attribute, FactView view, string field)
    {
        var value = view.Schema.OrdinalOf(field) >= 0 ? view[field] : Knowable<object>.Unknown("no such field");
        return new AttributeValue(attribute, value.IsKnown ? FactValues.Of(value.Value).ToString() : $"unknown ({value.Reason})", view.Id, SourceOf(view));
    }

    private IEnumerable<AttributeValue> Count(string attribute, string name)
    {
        var stated = values.Table.Of(FactKind.Population).Where(view => view["name"] is { IsKnown: true } known && (string)known.Value == name).ToList();
        return stated.Count == 0 ? [new AttributeValue(attribute, "unknown (not counted)", "", "")] : stated.Select(view => Of(attribute, view, "count"));
    }

    private IEnumerable<AttributeValue> Elements(string attribute, FactKindSchema kind, string field)
    {
        var views = values.Table.Of(kind.Kind);
        if (field.Length == 0)
        {
            var rest = values.Incomplete(kind.Kind);
            yield return new AttributeValue(attribute, FormattableString.Invariant($"{views.Length} {(kind.IsSingle ? "stated" : "found")}"), "", rest ?? "");
            yield break;
        }

        if (views.IsEmpty) yield return new AttributeValue(attribute, values.Incomplete(kind.Kind) is { } cause ? $"unknown ({cause})" : "none", "", "");
        foreach (var view in views.Take(MaxElements)) yield return Of(kind.IsSingle ? attribute : $"{view.Id}.{field}", view, field);
        if (views.Length > MaxElements) yield return new AttributeValue(attribute, FormattableString.Invariant($"and {views.Length - MaxElements} more"), "", "");
    }
}
