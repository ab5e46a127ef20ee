using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compliance.Conformance.Tests.Signatures.Pitfalls;

/// <summary>Changes a JSON document as the steps of a case say.</summary>
internal static class JsonSteps
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="part"><c>bundle</c> or <c>root</c>: steps of the other are left out.</param>
    public static byte[] Apply(byte[] document, string part, ImmutableArray<ImmutableArray<string>> steps)
    {
        var mine = steps.Where(step => step[0] == part).ToArray();
        if (mine.Length == 0) return document;
        var root = JsonNode.Parse(document)!;
        foreach (var step in mine.Where(step => step[1] is not ("text" or "nest"))) Change(root, step[1], step[2], step.Length > 3 ? step[3] : "", step.Length > 4 ? step[4] : "");
        var text = root.ToJsonString(Plain);
        foreach (var step in mine.Where(step => step[1] == "text"))
        {
            if (!text.Contains(step[2], StringComparison.Ordinal)) throw new FormatException($"nothing to replace: {step[2]}");
            text = text.Replace(step[2], step[3], StringComparison.Ordinal);
        }

        foreach (var step in mine.Where(step => step[1] == "nest"))
        {
            var depth = int.Parse(step[3], CultureInfo.InvariantCulture);
            text = $"{text[..^1]},\"nested\":{new string('[', depth)}{new string(']', depth)}}}";
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private static void Change(JsonNode root, string op, string path, string value, string more)
    {
        var (parent, name) = Parent(root, path);
        switch (op)
        {
            case "set": Set(parent, name, value); break;
            case "remove": ((JsonObject)parent).Remove(name); break;
            case "copy": var (target, last) = Parent(root, value); Set(target, last, Get(parent, name).GetValue<string>()); break;
            case "repeat": Repeat((JsonArray)parent, int.Parse(name, CultureInfo.InvariantCulture), int.Parse(value, CultureInfo.InvariantCulture)); break;
            case "base64 append": Set(parent, name, Convert.ToBase64String([.. Convert.FromBase64String(Get(parent, name).GetValue<string>()), .. Encoding.UTF8.GetBytes(value)])); break;
            case "set each": foreach (var item in (JsonArray)Get(parent, name)) { var (inner, field) = Parent(item!, value); Set(inner, field, more); } break;
            default: throw new FormatException($"no step is called '{op}'");
        }
    }

    private static void Repeat(JsonArray list, int index, int times)
    {
        for (var count = list.Count; count < times; count++) list.Add(list[index]!.DeepClone());
    }

    private static (JsonNode Parent, string Name) Parent(JsonNode root, string path)
    {
        var parts = path.Split('/');
        return (parts[..^1].Aggregate(root, Get), parts[^1]);
    }

    private static JsonNode Get(JsonNode node, string name) => (node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : node[name]) ?? throw new FormatException($"nothing is called '{name}'");

    private static void Set(JsonNode parent, string name, string value)
    {
        if (parent is JsonArray list) list[int.Parse(name, CultureInfo.InvariantCulture)] = value;
        else parent[name] = value;
    }
}
