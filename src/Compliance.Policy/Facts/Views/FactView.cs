using System.Collections.Immutable;
using Compliance.Policy.Facts.Schema;

namespace Compliance.Policy.Facts.Views;

/// <summary>One fact as policies see it: the fields of its kind in the order of the schema, each known or not.</summary>
/// <param name="Source">Where it was read; null in a case file.</param>
public sealed record FactView(string Id, FactKindSchema Schema, ImmutableArray<Knowable<object>> Values, Reperformance Reperformance, FactSource? Source)
{
    public static FactView Of(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var schema = FactSchema.Of(fact.Kind);
        return new FactView(fact.Id, schema, [.. schema.Fields.Select(field => field.Read(fact.Value))], fact.Reperformance, fact.Source);
    }

    /// <exception cref="ArgumentException">The kind has no such field.</exception>
    public Knowable<object> this[string field]
    {
        get
        {
            var ordinal = Schema.OrdinalOf(field);
            return ordinal >= 0 ? Values[ordinal] : throw new ArgumentException($"{Schema.TypeName} has no field '{field}'", nameof(field));
        }
    }

    /// <summary>A few words for people: <c>openssl 3.0.17</c>.</summary>
    public string Label => FactLabels.Of(this);
}
