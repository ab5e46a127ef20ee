using System.Text.Json.Nodes;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>SPDX 2 in YAML: the members of the JSON form. Every scalar is taken as text, because versions look like numbers and dates.</summary>
internal static class SpdxYamlText
{
    public static TranslatedText Translate(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var reading = YamlTree.Read(bytes, document, limits);
        if (!reading.TryGet(out var root)) return new TranslatedText(null, reading.Defects);
        return Node(root) is JsonObject map
            ? TranslatedText.Of(map, new DefectCollector(limits))
            : TranslatedText.Refused(SbomCodes.UnknownFormat, root.Locator, "the document is not a mapping");
    }

    private static JsonNode? Node(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                var map = new JsonObject();
                foreach (var entry in mapping.Entries) map[entry.Key.Text] = Node(entry.Value);
                return map;
            case YamlSequence sequence:
                return new JsonArray([.. sequence.Items.Select(Node)]);
            case YamlScalar { IsNull: false } scalar:
                return JsonValue.Create(scalar.Text);
            default:
                return null;
        }
    }
}
