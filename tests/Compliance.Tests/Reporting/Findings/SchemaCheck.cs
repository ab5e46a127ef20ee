using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Compliance.Tests.Reporting.Findings;

/// <summary>
/// As much of JSON Schema (draft 7 and 2020-12) as the schemas of OSCAL and FedRAMP use. An unknown keyword that restricts fails the check, so that nothing is skipped. The
/// published FedRAMP schemas refer to <c>…json/$defs/x</c> without <c>#</c>; that is mended here, and only that.
/// </summary>
internal sealed class SchemaCheck(JsonNode root, Func<string, JsonNode> load)
{
    private static readonly HashSet<string> Notes = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$schemaVersion", "$comment", "title", "description", "definitions", "$defs", "examples", "default", "then", "else",
    };

    private readonly List<string> problems = [];

    public static IReadOnlyList<string> Of(JsonNode document, JsonNode schema, Func<string, JsonNode> load)
    {
        var check = new SchemaCheck(schema, load);
        check.Check(document, schema, schema, "");
        return check.problems;
    }

    private void Check(JsonNode? value, JsonNode schema, JsonNode top, string at)
    {
        if (schema is JsonValue) return;
        foreach (var (keyword, rule) in schema.AsObject())
        {
            switch (keyword)
            {
                case "$ref": Follow(value, (string)rule!, top, at); break;
                case "type": Assert(Types(rule!).Any(type => Is(value, type)), at, $"is no {rule}"); break;
                case "enum": Assert(rule!.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, $"is none of {rule.ToJsonString()}"); break;
                case "const": Assert(JsonNode.DeepEquals(rule, value), at, $"is not {rule}"); break;
                case "required" when value is JsonObject map:
                    foreach (var name in rule!.AsArray()) Assert(map.ContainsKey((string)name!), at, $"lacks {name}");
                    break;
                case "properties" when value is JsonObject map:
                    foreach (var (name, inner) in rule!.AsObject()) { if (map.ContainsKey(name)) Check(map[name], inner!, top, $"{at}/{name}"); }
                    break;
                case "additionalProperties" when value is JsonObject map:
                    if (rule is JsonValue allowed && !(bool)allowed)
                        foreach (var (name, _) in map) Assert(schema["properties"]?.AsObject().ContainsKey(name) == true, at, $"has {name}");
                    break;
                case "items" when value is JsonArray list:
                    for (var index = 0; index < list.Count; index++) Check(list[index], rule!, top, FormattableString.Invariant($"{at}/{index}"));
                    break;
                case "minItems" when value is JsonArray list: Assert(list.Count >= (int)rule!, at, $"has fewer than {rule} items"); break;
                case "minimum" when value is JsonValue: Assert((double)value >= (double)rule!, at, $"is below {rule}"); break;
                case "minLength" when Text(value) is { } text: Assert(text.Length >= (int)rule!, at, "is too short"); break;
                case "pattern" when Text(value) is { } text: Assert(Regex.IsMatch(text, ((string)rule!).Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)), at, $"'{text}' does not match {rule}"); break;
                case "format" when Text(value) is { } text: Assert(Fits(text, (string)rule!), at, $"'{text}' is no {rule}"); break;
                case "allOf": foreach (var one in rule!.AsArray()) Check(value, one!, top, at); break;
                case "anyOf": Assert(rule!.AsArray().Any(one => Passes(value, one!, top)), at, "fits none of anyOf"); break;
                case "oneOf": Assert(rule!.AsArray().Count(one => Passes(value, one!, top)) == 1, at, "fits not one of oneOf"); break;
                case "not": Assert(!Passes(value, rule!, top), at, "fits what it must not"); break;
                case "if": if (schema[Passes(value, rule!, top) ? "then" : "else"] is { } then) Check(value, then, top, at); break;
                case "required" or "properties" or "additionalProperties" or "items" or "minItems" or "minimum" or "minLength" or "pattern" or "format": break;
                default: Assert(Notes.Contains(keyword), at, $"the schema has '{keyword}', which is not checked"); break;
            }
        }
    }

    private void Follow(JsonNode? value, string reference, JsonNode top, string at)
    {
        var mended = reference.Replace(".json/$defs/", ".json#/$defs/", StringComparison.Ordinal);
        var hash = mended.IndexOf('#', StringComparison.Ordinal);
        var home = hash > 0 ? load(mended[..hash]) : hash == 0 ? top : load(mended);
        var target = hash < 0 ? home : mended[(hash + 1)..].Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)home, (node, name) => node?[name]);
        if (target is null) problems.Add($"{at}: {reference} leads nowhere");
        else Check(value, target, home, at);
    }

    private bool Passes(JsonNode? value, JsonNode schema, JsonNode top)
    {
        var inner = new SchemaCheck(root, load);
        inner.Check(value, schema, top, "");
        return inner.problems.Count == 0;
    }

    private void Assert(bool holds, string at, string problem)
    {
        if (!holds) problems.Add($"{at}: {problem}");
    }

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray list ? list.Select(one => (string)one!) : [(string)rule!];

    private static string? Text(JsonNode? value) => value is JsonValue one && one.TryGetValue<string>(out var text) ? text : null;

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value is JsonValue one && one.TryGetValue<bool>(out _),
        "integer" => value is JsonValue one && one.TryGetValue<long>(out _),
        "number" => value is JsonValue one && one.TryGetValue<double>(out _),
        _ => value is null,
    };

    private static bool Fits(string text, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => false,
    };
}
