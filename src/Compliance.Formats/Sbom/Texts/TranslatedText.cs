using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Sbom.Texts;

/// <summary>A document in another serialisation as the JSON that its format would have; locators then point into that JSON.</summary>
/// <param name="Json">Null when the text can't be followed at all; the defects say why.</param>
internal sealed record TranslatedText(byte[]? Json, ImmutableArray<Defect> Defects)
{
    /// <summary>Nodes take about ten times the text's memory.</summary>
    public const int MaxBytes = 64 << 20;

    public static TranslatedText Refused(DiagnosticCode code, Locator locator, string message) => new(null, [new Defect(code, locator, message)]);

    public static TranslatedText Of(JsonObject root, DefectCollector defects)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1_000 })) root.WriteTo(writer);
        return new TranslatedText(buffer.ToArray(), defects.ToImmutable());
    }

    /// <summary>The list of that name in an object, made when it is not there.</summary>
    public static JsonArray ListOf(JsonObject map, string name)
    {
        if (map[name] is JsonArray list) return list;
        list = [];
        map[name] = list;
        return list;
    }
}
