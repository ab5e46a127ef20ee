using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Verification.Reperforming;

/// <summary>Says where two documents of facts or results differ, for a person.</summary>
internal static class Differences
{
    private const int Named = 5;

    /// <summary>Facts by image and id, gaps and coverage by image.</summary>
    public static string OfFacts(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> again, Limits limits) => Describe(recorded, again, limits, root =>
        root["images"].Items.SelectMany(image => image["facts"].Items.Select(fact => (Key: $"{Short(image)} {fact["id"].AsText}", Value: fact.ToString()))
            .Append(($"{Short(image)} gaps", image["gaps"].ToString())).Append(($"{Short(image)} coverage", image["coverage"].ToString()))));

    /// <summary>Results by image and policy, with their verdicts.</summary>
    public static string OfResults(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> again, Limits limits) => Describe(recorded, again, limits, root =>
        root["results"].Items.Select(result => (Key: $"{result["policy"].AsText} ({Short(result)})", Value: result.ToString()))
            .Concat(root["objectives"].Items.Select(objective => (Key: $"objective {objective["control"].AsText} {objective["objective"].AsText} ({Short(objective)})", Value: objective.ToString())))
            .Append(("needed", root["needed"].ToString()))
            .Append(("waivers", root["waivers"].ToString())).Append(("signature of the policies", root["policySignature"].ToString())).Append(("human evidence", root["humanEvidence"].ToString())).Append(("benchmarks", root["benchmarks"].ToString()))
            .Append(("header", $"{root["engine"]} {root["profile"]} {root["policySet"]} {root["evaluatedAt"]} {root["verdict"]}")),
        (was, now) => Verdict(was, limits) is { } before && Verdict(now, limits) is { } after && before != after ? $" (recorded '{before}', evaluated '{after}')" : "");

    private static string Describe(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> again, Limits limits, Func<JsonValue, IEnumerable<(string Key, string Value)>> parts, Func<string, string, string>? say = null)
    {
        if (!StrictJson.Read(recorded, "recorded", limits).TryGet(out var was) || !StrictJson.Read(again, "again", limits).TryGet(out var now)) return "the recorded document is not JSON";
        var (before, after) = (Index(parts(was.Root)), Index(parts(now.Root)));
        var differences = new List<string>();
        foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (!after.TryGetValue(key, out var value)) differences.Add($"{key}: recorded, not found again");
            else if (!before.TryGetValue(key, out var old)) differences.Add($"{key}: found, not recorded");
            else if (!string.Equals(old, value, StringComparison.Ordinal)) differences.Add($"{key}: differs{say?.Invoke(old, value)}");
        }

        if (differences.Count == 0) return "the same parts in another spelling or order";
        var rest = differences.Count > Named ? FormattableString.Invariant($"; and {differences.Count - Named} more") : "";
        return string.Join("; ", differences.Take(Named)) + rest;
    }

    private static Dictionary<string, string> Index(IEnumerable<(string Key, string Value)> parts)
    {
        var index = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in parts) index.TryAdd(key, value);
        return index;
    }

    private static string Short(JsonValue value) => value["subject"].AsText is { Length: > 19 } subject ? subject[7..19] : "?";

    private static string? Verdict(string result, Limits limits) =>
        StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(result), "result", limits).TryGet(out var tree) ? tree.Root["verdict"].AsText : null;
}
