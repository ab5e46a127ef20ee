using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>Schema documents → nodes; a reference to a schema that is being loaded is the same node.</summary>
internal sealed class SchemaLoader(IReadOnlyDictionary<string, JsonTree> others)
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromSeconds(1);

    // Words for people, and places that are reached by references.
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "definitions", "$defs", "meta:enum", "comment", "deprecated", "version", "readOnly",
    };

    private readonly Dictionary<string, SchemaNode> loaded = new(StringComparer.Ordinal);

    public SchemaNode Load(JsonTree schema) => NodeAt(schema, schema.Root, IsOld(schema));

    private static bool IsOld(JsonTree schema) => schema.Root["$schema"].AsText?.Contains("draft-07", StringComparison.Ordinal) != false;

    private SchemaNode NodeAt(JsonTree tree, JsonValue place, bool isOld)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{tree.Document}#{place.Offset}");
        if (loaded.TryGetValue(key, out var known)) return known;
        var node = loaded[key] = new SchemaNode { Always = place.AsBoolean };
        if (place.Kind == JsonKind.Boolean) return node;
        if (!place.IsMap) throw new ArgumentException($"no schema at {place.Pointer} of {tree.Document}");
        if (place["$ref"].AsText is { } reference)
        {
            node.Reference = Resolve(tree, reference, isOld);
            // Draft 07: all other properties in a "$ref" object must be ignored.
            if (isOld) return node;
        }

        foreach (var member in place.Members) Keyword(node, member.Name, member.Value, value => NodeAt(tree, value, isOld));
        return node;
    }

    private SchemaNode Resolve(JsonTree tree, string reference, bool isOld)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (file, pointer) = hash < 0 ? (reference, "") : (reference[..hash], reference[(hash + 1)..]);
        if (file.Length > 0)
        {
            tree = others.TryGetValue(file, out var other) ? other : throw new ArgumentException($"the schema refers to {file}, which is not given");
            isOld = IsOld(tree);
        }

        var place = tree.Root;
        foreach (var segment in pointer.Split('/').Skip(1)) place = place[segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return NodeAt(tree, place, isOld);
    }

    private static void Keyword(SchemaNode node, string name, JsonValue value, Func<JsonValue, SchemaNode> load)
    {
        if (Silent.Contains(name) || name == "$ref") return;
        if (!Scalar(node, name, value) && !OfObjects(node, name, value, load) && !OfLists(node, name, value, load) && !Combination(node, name, value, load))
            throw new ArgumentException($"the keyword '{name}' at {value.Pointer} is not known");
    }

    private static bool Scalar(SchemaNode node, string name, JsonValue value)
    {
        switch (name)
        {
            case "type": node.Types = value.IsList ? [.. value.Items.Select(item => item.AsText!)] : [value.AsText!]; break;
            case "enum": (node.Values, node.Texts) = ([.. value.Items], [.. value.Items.Select(item => item.AsText).OfType<string>()]); break;
            case "const": (node.Values, node.Texts) = ([value], value.AsText is { } text ? [text] : []); break;
            case "pattern": node.Pattern = Expression(value.AsText!); break;
            case "format": node.Format = value.AsText!; break;
            case "minLength": node.MinLength = (int)value.AsInt64!; break;
            case "maxLength": node.MaxLength = (int)value.AsInt64!; break;
            case "minimum": node.Minimum = decimal.Parse(value.NumberText!, CultureInfo.InvariantCulture); break;
            case "maximum": node.Maximum = decimal.Parse(value.NumberText!, CultureInfo.InvariantCulture); break;
            default: return false;
        }

        return true;
    }

    private static bool OfObjects(SchemaNode node, string name, JsonValue value, Func<JsonValue, SchemaNode> load)
    {
        switch (name)
        {
            case "properties": node.Properties = value.Members.GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => load(same.Last().Value), StringComparer.Ordinal); break;
            case "patternProperties": node.PatternProperties = [.. value.Members.Select(member => (Expression(member.Name), load(member.Value)))]; break;
            case "additionalProperties": node.AdditionalProperties = load(value); break;
            case "unevaluatedProperties": node.UnevaluatedProperties = load(value); break;
            case "required": node.Required = [.. value.Items.Select(item => item.AsText!)]; break;
            case "dependencies" or "dependentRequired": node.Dependencies = value.Members.ToDictionary(member => member.Name, member => member.Value.Items.Select(item => item.AsText!).ToList(), StringComparer.Ordinal); break;
            default: return false;
        }

        return true;
    }

    private static bool OfLists(SchemaNode node, string name, JsonValue value, Func<JsonValue, SchemaNode> load)
    {
        switch (name)
        {
            case "items" when value.IsList: node.Tuple = [.. value.Items.Select(load)]; break;
            case "items": node.Items = load(value); break;
            case "additionalItems": node.AdditionalItems = load(value); break;
            case "minItems": node.MinItems = (int)value.AsInt64!; break;
            case "maxItems": node.MaxItems = (int)value.AsInt64!; break;
            case "uniqueItems": node.UniqueItems = value.AsBoolean == true; break;
            default: return false;
        }

        return true;
    }

    private static bool Combination(SchemaNode node, string name, JsonValue value, Func<JsonValue, SchemaNode> load)
    {
        switch (name)
        {
            case "allOf": node.AllOf = [.. value.Items.Select(load)]; break;
            case "anyOf": node.AnyOf = [.. value.Items.Select(load)]; break;
            case "oneOf": node.OneOf = [.. value.Items.Select(load)]; break;
            case "not": node.Not = load(value); break;
            case "if": node.If = load(value); break;
            case "then": node.Then = load(value); break;
            case "else": node.Else = load(value); break;
            default: return false;
        }

        return true;
    }

    /// <summary>ECMA-262's digits are those of ASCII, and its <c>$</c> is the end, not the last line's. What looks around is matched in bounded time.</summary>
    private static Regex Expression(string pattern)
    {
        var text = pattern.Replace("\\d", "[0-9]", StringComparison.Ordinal);
        if (text.EndsWith('$') && !text.EndsWith("\\$", StringComparison.Ordinal)) text = text[..^1] + "\\z";
        const RegexOptions options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        return text.Contains("(?!", StringComparison.Ordinal) ? new Regex(text, options, MatchTime) : new Regex(text, options | RegexOptions.NonBacktracking, MatchTime);
    }
}
