using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Reading.Json.Schemas;

namespace Compliance.Formats.Sbom.Schemas;

/// <summary>
/// Judges documents by the schema that their format publishes: CycloneDX 1.4 to 1.7 in JSON and XML, SPDX 2.2 and 2.3 in JSON, SPDX 3.0.1. Reading is
/// lenient; this is not. Schemas are loaded at first use and kept.
/// </summary>
public static class SbomSchemas
{
    /// <summary>Larger documents are read and not judged: a schema asks many questions of each value.</summary>
    private const int MaxBytes = 32 << 20;

    private static readonly string[] Beside = ["spdx.schema.json", "jsf-0.82.schema.json", "cryptography-defs.schema.json"];

    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Loaded = new(StringComparer.Ordinal);

    /// <summary>Null when no schema is for such a document, it is larger than 32 MiB, or the bound of the work was reached: then nothing is known.</summary>
    public static SbomSchemaVerdict? Judge(ReadOnlyMemory<byte> bytes, string document, Limits? limits = null)
    {
        limits ??= Limits.Default;
        if (bytes.Length > Math.Min(MaxBytes, limits.MaxDocumentBytes)) return null;
        if (CycloneDxXmlSchemas.Recognises(bytes.Span)) return CycloneDxXmlSchemas.Judge(bytes, document, limits);
        return StrictJson.Read(bytes, document, limits).TryGet(out var tree) ? Judge(tree.Root, limits) : null;
    }

    /// <summary>The same for a value inside another document, such as the predicate of a statement.</summary>
    public static SbomSchemaVerdict? Judge(JsonValue root, Limits? limits = null)
    {
        if (NameFor(root) is not { } name || root.Raw.Length > MaxBytes) return null;
        var schema = Loaded.GetOrAdd(name, static file => new Lazy<JsonSchema>(() => Load(file))).Value;
        return schema.Judge(root, SbomCodes.SchemaBroken, limits ?? Limits.Default) is { } errors ? new SbomSchemaVerdict(name, errors.Count, errors.Errors) : null;
    }

    /// <summary>The bytes of a schema that a verdict names.</summary>
    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static byte[] BytesOf(string schema)
    {
        using var stream = typeof(SbomSchemas).Assembly.GetManifestResourceStream($"sbom-schemas/{schema}") ?? throw new ArgumentException($"there is no schema {schema}", nameof(schema));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string? NameFor(JsonValue root)
    {
        if (root["bomFormat"].TextEquals("CycloneDX")) return root["specVersion"].AsText is "1.4" or "1.5" or "1.6" or "1.7" ? $"bom-{root["specVersion"].AsText}.schema.json" : null;
        if (root["@context"].HasValue && root["@graph"].HasValue) return "spdx-3.0.1.schema.json";
        return root["spdxVersion"].AsText switch
        {
            "SPDX-2.2" => "spdx-2.2.schema.json",
            "SPDX-2.3" => "spdx-2.3.schema.json",
            _ => null,
        };
    }

    private static JsonSchema Load(string name) => JsonSchema.Load(Tree(name), Beside.ToDictionary(file => file, Tree, StringComparer.Ordinal));

    /// <summary>A schema as it was published: that of SPDX 3.0.1 says two things twice, which a strict reader refuses.</summary>
    private static JsonTree Tree(string name)
    {
        var bytes = BytesOf(name);
        return new JsonTree(name, bytes, JsonDocument.Parse(bytes));
    }
}
