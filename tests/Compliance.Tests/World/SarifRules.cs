using System.Text.Json;

namespace Compliance.Tests.World;

/// <summary>
/// What SARIF 2.1.0 (OASIS standard, 27 March 2020, with its schema) asks of the objects that are written here: required and allowed properties, closed sets of words, the index
/// of a rule that agrees with its id, URIs that are relative or absolute references. An object of a kind that is not listed is a defect, too.
/// </summary>
public static class SarifRules
{
    /// <summary>Kind of object: required properties, then allowed ones; behind a colon the kind of the property's value or of its items.</summary>
    private static readonly Dictionary<string, (string[] Required, string[] Allowed)> Kinds = new(StringComparer.Ordinal)
    {
        ["log"] = (["version", "runs"], ["$schema", "version", "runs:run", "properties:any"]),
        ["run"] = (["tool"], ["tool:tool", "invocations:invocation", "results:result", "columnKind", "automationDetails:any", "properties:any"]),
        ["tool"] = (["driver"], ["driver:component", "properties:any"]),
        ["component"] = (["name"], ["name", "version", "semanticVersion", "informationUri", "organization", "fullName", "rules:rule", "notifications:rule", "properties:any"]),
        ["rule"] = (["id"], ["id", "name", "shortDescription:text", "fullDescription:text", "help:text", "helpUri", "defaultConfiguration:any", "properties:any"]),
        ["text"] = (["text"], ["text", "markdown", "properties:any"]),
        ["message"] = (["text"], ["text", "markdown", "id", "arguments", "properties:any"]),
        ["result"] = (["message"], ["ruleId", "ruleIndex", "kind", "level", "message:message", "locations:location", "partialFingerprints:any", "suppressions:suppression", "properties:any"]),
        ["location"] = ([], ["id", "physicalLocation:physical", "logicalLocations:logical", "message:message", "properties:any"]),
        ["physical"] = (["artifactLocation"], ["artifactLocation:artifact", "region:region", "properties:any"]),
        ["artifact"] = (["uri"], ["uri", "uriBaseId", "index", "description:message", "properties:any"]),
        ["region"] = ([], ["startLine", "startColumn", "endLine", "endColumn", "properties:any"]),
        ["logical"] = ([], ["name", "index", "fullyQualifiedName", "decoratedName", "parentIndex", "kind", "properties:any"]),
        ["invocation"] = (["executionSuccessful"], ["executionSuccessful", "startTimeUtc", "endTimeUtc", "exitCode", "toolExecutionNotifications:notification", "properties:any"]),
        ["notification"] = (["message"], ["message:message", "level", "locations:location", "timeUtc", "properties:any"]),
        ["suppression"] = (["kind"], ["kind", "status", "justification", "location:location", "properties:any"]),
    };

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["log.version"] = ["2.1.0"],
        ["result.level"] = ["none", "note", "warning", "error"],
        ["notification.level"] = ["none", "note", "warning", "error"],
        ["result.kind"] = ["notApplicable", "pass", "fail", "review", "open", "informational"],
        ["suppression.kind"] = ["inSource", "external"],
        ["suppression.status"] = ["accepted", "underReview", "rejected"],
        ["run.columnKind"] = ["utf16CodeUnits", "unicodeCodePoints"],
    };

    /// <summary>All defects, each with its place; empty for a log that follows the rules.</summary>
    public static List<string> Defects(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var defects = new List<string>();
        Look(document.RootElement, "log", "", defects);
        if (defects.Count > 0) return defects;
        foreach (var run in document.RootElement.GetProperty("runs").EnumerateArray()) Rules(run, defects);
        return defects;
    }

    private static void Look(JsonElement element, string kind, string place, List<string> defects)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index()) Look(item, kind, $"{place}[{index}]", defects);
            return;
        }

        if (kind == "any") return;
        if (element.ValueKind != JsonValueKind.Object)
        {
            defects.Add($"{place}: no object");
            return;
        }

        var (required, allowed) = Kinds[kind];
        var names = element.EnumerateObject().Select(property => property.Name).ToList();
        defects.AddRange(required.Except(names).Select(name => $"{place}: {name} is missing"));
        foreach (var property in element.EnumerateObject())
        {
            var where = $"{place}/{property.Name}";
            var of = allowed.Select(name => name.Split(':')).FirstOrDefault(parts => parts[0] == property.Name);
            if (of is null) defects.Add($"{where}: not allowed");
            else if (of.Length > 1) Look(property.Value, of[1], where, defects);
            if (Words.TryGetValue($"{kind}.{property.Name}", out var words) && !words.Contains(property.Value.GetString())) defects.Add($"{where}: {property.Value}");
            if (property.Name is "uri" or "informationUri" or "helpUri" && !IsReference(property.Value.GetString()!)) defects.Add($"{where}: {property.Value} is no reference");
            if (property.Name is "startLine" or "startColumn" or "endLine" or "endColumn" && property.Value.GetInt32() < 1) defects.Add($"{where}: {property.Value}");
            if (property.Name.EndsWith("TimeUtc", StringComparison.Ordinal) && !property.Value.TryGetDateTimeOffset(out _)) defects.Add($"{where}: {property.Value} is no time");
        }
    }

    private static bool IsReference(string uri) => uri.Length > 0 && !uri.StartsWith('/') && !uri.Contains('\\', StringComparison.Ordinal) && Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute);

    /// <summary>Ids of rules are there once, and each result's index is that of its rule.</summary>
    private static void Rules(JsonElement run, List<string> defects)
    {
        var ids = run.GetProperty("tool").GetProperty("driver").TryGetProperty("rules", out var rules) ? rules.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToList() : [];
        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count) defects.Add("two rules have one id");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            var index = result.TryGetProperty("ruleIndex", out var number) ? number.GetInt32() : -1;
            if (index < 0 || index >= ids.Count || ids[index] != result.GetProperty("ruleId").GetString()) defects.Add($"{result.GetProperty("ruleId")}: rule {index} of {ids.Count}");
        }
    }
}
