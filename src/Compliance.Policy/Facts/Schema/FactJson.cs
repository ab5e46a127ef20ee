using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Policy.Facts.Schema;

/// <summary>
/// The canonical JSON (RFC 8785) of a fact set: <c>subject</c>, <c>coverage</c> by kind, <c>facts</c> and <c>gaps</c> in their order. A field that is not
/// known is <c>{"unknown": reason}</c>. Same facts, same bytes.
/// </summary>
public static class FactJson
{
    public static byte[] Write(FactSet facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return CanonicalJson.Write(writer => Write(writer, facts));
    }

    private static void Write(CanonicalJsonWriter writer, FactSet facts)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", facts.Subject.ToString());
        writer.WriteStartObject("coverage");
        foreach (var kind in FactSchema.Kinds) writer.WriteString(kind.Variable, WordOf(facts.CoverageOf(kind.Kind)));
        writer.WriteEndObject();
        writer.WriteStartArray("facts");
        foreach (var fact in facts.Facts.OrderBy(fact => fact.Id, StringComparer.Ordinal)) Write(writer, fact);
        writer.WriteEndArray();
        writer.WriteStartArray("gaps");
        foreach (var gap in facts.Gaps) Write(writer, gap);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(CanonicalJsonWriter writer, Fact fact)
    {
        var kind = FactSchema.Of(fact.Kind);
        writer.WriteStartObject();
        writer.WriteString("id", fact.Id);
        writer.WriteString("kind", kind.Word);
        writer.WriteString("collector", fact.Collector);
        writer.WriteString("reperformance", WordOf(fact.Reperformance));
        writer.WriteStartObject("source");
        writer.WriteString("document", fact.Source.Document.ToString());
        writer.WriteString("locator", fact.Source.Locator.ToString());
        writer.WriteEndObject();
        writer.WriteStartObject("value");
        foreach (var field in kind.Fields)
        {
            writer.WritePropertyName(field.Name);
            Write(writer, field.Read(fact.Value));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(CanonicalJsonWriter writer, CollectionGap gap)
    {
        writer.WriteStartObject();
        writer.WriteString("code", gap.Code.Text);
        writer.WriteString("kind", FactSchema.Of(gap.Kind).Variable);
        writer.WriteString("message", gap.Message);
        writer.WriteString("locator", gap.Locator.ToString());
        writer.WriteString("collector", gap.Collector);
        writer.WriteEndObject();
    }

    private static void Write(CanonicalJsonWriter writer, Knowable<object> value)
    {
        if (!value.IsKnown)
        {
            writer.WriteStartObject();
            writer.WriteString("unknown", value.Reason);
            writer.WriteEndObject();
            return;
        }

        switch (value.Value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case ImmutableArray<string> texts:
                writer.WriteStartArray();
                foreach (var text in texts) writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case ImmutableArray<long> numbers:
                writer.WriteStartArray();
                foreach (var number in numbers) writer.WriteNumberValue(number);
                writer.WriteEndArray();
                break;
            case ImmutableSortedDictionary<string, string> map:
                writer.WriteStartObject();
                foreach (var (key, text) in map) writer.WriteString(key, text);
                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"{value.Value.GetType()} is no type of a fact's field");
        }
    }

    /// <summary><c>not-collected</c>, <c>partial</c> or <c>complete</c>.</summary>
    private static string WordOf(Coverage coverage) => coverage switch
    {
        Coverage.Complete => "complete",
        Coverage.Partial => "partial",
        _ => "not-collected",
    };

    /// <summary><c>re-derived</c>, <c>from-inventory</c> or <c>carried</c>.</summary>
    private static string WordOf(Reperformance reperformance) => reperformance switch
    {
        Reperformance.Rederived => "re-derived",
        Reperformance.FromInventory => "from-inventory",
        _ => "carried",
    };
}
