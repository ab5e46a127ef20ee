using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>One judgement of one document. Errors inside of alternatives are not told: only that none of them fits.</summary>
internal sealed class SchemaPass(DiagnosticCode code, Limits limits, long maxSteps)
{
    private const int MaxReferences = 200;

    private long steps;
    private int quiet;
    private int nesting;

    public DefectCollector Defects { get; } = new(limits);

    /// <summary>The bound of the work was reached: the verdict is worth nothing.</summary>
    public bool IsExhausted => steps > maxSteps;

    /// <param name="evaluated">Names of the object's members that some schema spoke of; null when nobody asks.</param>
    /// <returns>Whether the value fits. With errors that are told, all of them are looked for; otherwise the first ends it.</returns>
    public bool Check(SchemaNode node, JsonValue value, HashSet<string>? evaluated)
    {
        if (node.Always is { } always) return always || Fail(value, "nothing is allowed here");
        if (++steps > maxSteps || nesting > MaxReferences) return Exhausted();
        nesting++;
        var seen = node.UnevaluatedProperties is null ? evaluated : [];
        var fits = Single(node, value);
        if (fits || quiet == 0) fits &= value.Kind switch
        {
            JsonKind.Text => Text(node, value),
            JsonKind.Number => Number(node, value),
            JsonKind.List => List(node, value),
            JsonKind.Map => Map(node, value, seen),
            _ => true,
        };
        if (fits || quiet == 0) fits &= Combined(node, value, seen);
        if ((fits || quiet == 0) && node.UnevaluatedProperties is { } rest && value.IsMap) fits &= Rest(rest, value, seen!);
        if (seen is not null && evaluated is not null && !ReferenceEquals(seen, evaluated)) evaluated.UnionWith(seen);
        nesting--;
        return fits;
    }

    private bool Single(SchemaNode node, JsonValue value)
    {
        if (node.Types is { } types && !types.Contains(TypeOf(value)) && !(types.Contains("integer") && IsInteger(value)) && !(types.Contains("number") && value.Kind == JsonKind.Number))
            return Fail(value, $"{TypeOf(value)} is not allowed, only {string.Join(" or ", types)}");
        if (node.Values is not { } values) return true;
        var isOne = value.AsText is { } text ? node.Texts!.Contains(text) : values.Exists(one => JsonValue.AreEqual(one, value));
        return isOne || Fail(value, values.Count == 1 ? $"only {values[0]} is allowed" : "not one of the allowed values");
    }

    private bool Text(SchemaNode node, JsonValue value)
    {
        if (node.Pattern is null && node.Format.Length == 0 && node.MinLength is null && node.MaxLength is null) return true;
        var text = value.AsText!;
        if (node.Pattern is { } pattern && !Matches(pattern, text)) return Fail(value, $"does not match {pattern}");
        if (!SchemaFormats.Fits(node.Format, text)) return Fail(value, $"is no {node.Format}");
        if (node.MinLength is null && node.MaxLength is null) return true;
        var length = text.EnumerateRunes().Count();
        return (length >= (node.MinLength ?? 0) && length <= (node.MaxLength ?? int.MaxValue)) || Fail(value, "is too short or too long");
    }

    private bool Number(SchemaNode node, JsonValue value)
    {
        if (node.Minimum is null && node.Maximum is null) return true;
        // What decimal has no place for is larger or smaller than every bound of a schema.
        if (!decimal.TryParse(value.NumberText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return (value.NumberText!.StartsWith('-') ? node.Minimum is null : node.Maximum is null) || Fail(value, "is outside of its bounds");
        return (number >= (node.Minimum ?? number) && number <= (node.Maximum ?? number)) || Fail(value, "is outside of its bounds");
    }

    private bool List(SchemaNode node, JsonValue value)
    {
        var fits = true;
        var count = value.Count;
        if (count < (node.MinItems ?? 0) || count > (node.MaxItems ?? int.MaxValue)) fits = Fail(value, $"{count} items are too few or too many");
        if (node.UniqueItems && count > 1 && Repeated(value)) fits &= Fail(value, "an item stands there twice");
        if (node.Items is null && node.Tuple is null) return fits;
        var index = 0;
        foreach (var item in value.Items)
        {
            var schema = node.Items ?? (index < node.Tuple!.Count ? node.Tuple[index] : node.AdditionalItems);
            index++;
            if (schema is not null) fits &= Check(schema, item, null);
            if (!fits && quiet > 0) return false;
        }

        return fits;
    }

    private bool Map(SchemaNode node, JsonValue value, HashSet<string>? seen)
    {
        var fits = true;
        foreach (var name in node.Required ?? [])
        {
            if (value[name].Kind == JsonKind.Missing) fits = Fail(value, $"'{name}' is missing");
        }

        foreach (var (name, needed) in node.Dependencies ?? [])
        {
            if (value[name].Kind != JsonKind.Missing && needed.Find(other => value[other].Kind == JsonKind.Missing) is { } missing) fits = Fail(value, $"'{name}' needs '{missing}'");
        }

        if ((!fits && quiet > 0) || (node.Properties is null && node.PatternProperties is null && node.AdditionalProperties is null)) return fits;
        foreach (var member in value.Members)
        {
            fits &= Member(node, member, seen);
            if (!fits && quiet > 0) return false;
        }

        return fits;
    }

    private bool Member(SchemaNode node, JsonMember member, HashSet<string>? seen)
    {
        var (known, fits) = (false, true);
        if (node.Properties is { } properties && properties.TryGetValue(member.Name, out var schema)) (known, fits) = (true, Check(schema, member.Value, null));
        foreach (var (name, matched) in node.PatternProperties ?? [])
        {
            if (!Matches(name, member.Name)) continue;
            known = true;
            fits &= Check(matched, member.Value, null);
        }

        if (!known && node.AdditionalProperties is { } more)
        {
            known = true;
            fits &= more.Always == false ? Fail(member.Value, $"'{member.Name}' is not a member that is allowed here") : Check(more, member.Value, null);
        }

        if (known) seen?.Add(member.Name);
        return fits;
    }

    private bool Combined(SchemaNode node, JsonValue value, HashSet<string>? seen)
    {
        var fits = node.Reference is null || Check(node.Reference, value, seen);
        foreach (var one in node.AllOf ?? [])
        {
            if (!fits && quiet > 0) return false;
            fits &= Check(one, value, seen);
        }

        if (node.AnyOf is { } any && Fitting(any, value, seen, seen is null ? 1 : int.MaxValue) == 0) fits = Fail(value, "fits none of the forms that are allowed here");
        if (node.OneOf is { } only && Fitting(only, value, seen, 2) is var count and not 1) fits = Fail(value, count == 0 ? "fits none of the forms that are allowed here" : "fits several forms of which it may have one");
        if (node.Not is { } not && Quietly(not, value, null)) fits = Fail(value, "has a form that is not allowed here");
        if (node.If is { } condition && (Quietly(condition, value, seen) ? node.Then : node.Else) is { } then) fits &= Check(then, value, seen);
        return fits;
    }

    private int Fitting(List<SchemaNode> alternatives, JsonValue value, HashSet<string>? seen, int enough)
    {
        var count = 0;
        foreach (var alternative in alternatives)
        {
            HashSet<string>? own = seen is null ? null : [];
            if (!Quietly(alternative, value, own)) continue;
            if (own is not null) seen!.UnionWith(own);
            if (++count >= enough) break;
        }

        return count;
    }

    private bool Quietly(SchemaNode node, JsonValue value, HashSet<string>? seen)
    {
        quiet++;
        var fits = Check(node, value, seen);
        quiet--;
        return fits;
    }

    private bool Rest(SchemaNode rest, JsonValue value, HashSet<string> seen)
    {
        var fits = true;
        foreach (var member in value.Members)
        {
            if (seen.Contains(member.Name)) continue;
            fits &= rest.Always == false ? Fail(member.Value, $"'{member.Name}' is not a member that is allowed here") : Check(rest, member.Value, null);
        }

        return fits;
    }

    private bool Repeated(JsonValue list)
    {
        var known = new Dictionary<int, List<JsonValue>>();
        foreach (var item in list.Items)
        {
            steps += 1 + (item.Raw.Length / 64);
            var hash = HashOf(item);
            if (!known.TryGetValue(hash, out var same)) known[hash] = same = [];
            // Values chosen to have one hash cost a comparison each: beyond some, nothing is known.
            if (same.Count > 1_000) return !Exhausted();
            if (same.Exists(one => JsonValue.AreEqual(one, item))) return true;
            same.Add(item);
        }

        return false;
    }

    /// <summary>Equal values have equal hashes, whatever the order of members and the spelling of numbers.</summary>
    private static int HashOf(JsonValue value) => value.Kind switch
    {
        JsonKind.Text => string.GetHashCode(value.AsText, StringComparison.Ordinal),
        JsonKind.List => value.Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, HashOf(item))),
        JsonKind.Map => value.Members.Aggregate(19, (hash, member) => unchecked(hash + HashCode.Combine(string.GetHashCode(member.Name, StringComparison.Ordinal), HashOf(member.Value)))),
        JsonKind.Boolean => value.AsBoolean == true ? 1 : 2,
        _ => (int)value.Kind,
    };

    private static string TypeOf(JsonValue value) => value.Kind switch
    {
        JsonKind.Map => "object",
        JsonKind.List => "array",
        JsonKind.Text => "string",
        JsonKind.Number => "number",
        JsonKind.Boolean => "boolean",
        _ => "null",
    };

    private static bool IsInteger(JsonValue value) =>
        value.AsInt64 is not null || (value.Kind == JsonKind.Number && decimal.TryParse(value.NumberText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number));

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private bool Exhausted()
    {
        steps = maxSteps + 1;
        return false;
    }

    private bool Fail(JsonValue value, string problem)
    {
        if (quiet == 0) Defects.Add(code, value, problem);
        return false;
    }
}
