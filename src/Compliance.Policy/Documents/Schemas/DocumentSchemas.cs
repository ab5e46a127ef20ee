using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using Compliance.Policy.Results;
using NJsonSchema;
using NJsonSchema.Generation;

namespace Compliance.Policy.Documents;

/// <summary>
/// JSON schemas (draft 4, as editors take them) of the documents that people write, made from the document types. They are for editors; the loader
/// checks the same structure with line and column, and tests hold the two together.
/// </summary>
public static class DocumentSchemas
{
    /// <summary>Path under <c>policies/</c> and content of every schema file.</summary>
    public static IReadOnlyDictionary<string, string> Files() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["case.schema.json"] = Text(Case()),
        ["catalogs/checks.schema.json"] = Text(Of<CheckCatalogDocument>("What is asked of an image")),
        ["catalogs/dates.schema.json"] = Text(Of<DatesDocument>("Days of the rules")),
        ["catalogs/support.schema.json"] = Text(Of<SupportDocument>("Support of operating systems")),
        ["catalogs/catalog.schema.json"] = Text(Of<ControlCatalogDocument>("Control catalog")),
        ["facts.schema.json"] = FactSetSchema.Json(),
        ["nodes.schema.json"] = Text(Of<NodeInventoryDocument>("Node inventory")),
        ["policy.schema.json"] = Text(Of<PolicyDocument>("Policy")),
        ["profile.schema.json"] = Text(Of<ProfileDocument>("Profile")),
        ["system.schema.json"] = Text(Of<SystemDocument>("System file")),
        ["evidence.schema.json"] = Text(Of<EvidenceRecordDocument>("Record of human evidence")),
        ["benchmark.schema.json"] = Text(Of<BenchmarkImportDocument>("Import of benchmark results")),
        ["waiver.schema.json"] = Text(Of<WaiverDocument>("Waiver")),
    };

    internal static JsonSchema Of<T>(string title)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        var settings = new SystemTextJsonSchemaGeneratorSettings
        {
            SerializerOptions = options,
            SchemaType = SchemaType.JsonSchema,
            DefaultReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            DefaultDictionaryValueReferenceTypeNullHandling = ReferenceTypeNullHandling.NotNull,
            AlwaysAllowAdditionalObjectProperties = false,
            UseXmlDocumentation = false,
        };
        var schema = JsonSchema.FromType<T>(settings);
        schema.Title = title;
        foreach (var part in schema.Definitions.Values.Prepend(schema).SelectMany(part => part.Properties.Values)) Tighten(part);
        return schema;
    }

    // The generator lets what is optional be null, and leaves object open; the loader takes neither.
    private static void Tighten(JsonSchema part)
    {
        part.Type &= ~JsonObjectType.Null;
        foreach (var empty in part.OneOf.Where(choice => choice.Type == JsonObjectType.Null).ToList()) part.OneOf.Remove(empty);
        if (part.Item is { Type: JsonObjectType.String } item) item.MinLength = 1;
        if (part.AdditionalPropertiesSchema is { } value)
        {
            Tighten(value);
            if (value.Type == JsonObjectType.String) value.MinLength = 1;
        }

        if (part.Type != JsonObjectType.None || part.HasReference || part.OneOf.Count > 0) return;
        part.Type = JsonObjectType.Boolean | JsonObjectType.Integer | JsonObjectType.String | JsonObjectType.Array;
        part.Item = new JsonSchema { Type = JsonObjectType.String };
    }

    /// <summary>The case schema knows the fact schema: editors then offer its fields.</summary>
    internal static JsonSchema Case()
    {
        var schema = Of<CaseDocument>("Case");
        var expect = schema.Definitions[nameof(Verdict)];
        expect.Enumeration.Clear();
        expect.EnumerationNames.Clear();
        foreach (var verdict in Enum.GetValues<Verdict>()) expect.Enumeration.Add(verdict.ToWords());
        schema.Properties["given"] = Given();
        schema.Properties["given"].IsRequired = true;
        schema.RequiredProperties.Add("given");
        return schema;
    }

    private static JsonSchemaProperty Given()
    {
        var given = new JsonSchemaProperty { Type = JsonObjectType.Object, AllowAdditionalProperties = false, Description = "Facts by kind; what is not given is unknown." };
        foreach (var kind in FactSchema.Kinds.Where(kind => kind.Kind != FactKind.Population))
        {
            var item = SchemaParts.Object(kind.Fields.Select(field => (field.Name, SchemaParts.OrUnknown(SchemaParts.FieldType(field), field.Documentation))));
            given.Properties[kind.Variable] = kind.IsSingle
                ? SchemaParts.Property(item, kind.Documentation)
                : new JsonSchemaProperty { Type = JsonObjectType.Array, Item = item, Description = kind.Documentation };
        }

        var coverage = new JsonSchema { Type = JsonObjectType.String };
        foreach (var word in Enum.GetValues<Coverage>()) coverage.Enumeration.Add(DocumentReader.WordOf(word));
        given.Properties["coverage"] = SchemaParts.Property(SchemaParts.Object(FactSchema.Kinds.Select(kind => (kind.Variable, SchemaParts.Property(coverage, "How much was collected.")))), "Coverage where it differs.");
        given.Properties["counts"] = SchemaParts.Property(SchemaParts.Object(FactSchema.Counts.Select(count => (count.Name, SchemaParts.OrUnknown(new JsonSchema { Type = JsonObjectType.Integer }, count.Documentation)))), "Independent counts.");
        given.Properties["gaps"] = new JsonSchemaProperty { Type = JsonObjectType.Array, Item = GapItem(), Description = "What could not be read." };
        return given;
    }

    private static JsonSchema GapItem()
    {
        var text = new JsonSchema { Type = JsonObjectType.String };
        var gap = SchemaParts.Object([("kind", SchemaParts.Property(text, "Variable of the kind.")), ("code", SchemaParts.Property(text, "Diagnostic code.")), ("message", SchemaParts.Property(text, "What could not be read."))]);
        foreach (var property in gap.Properties.Values) property.IsRequired = true;
        return gap;
    }

    internal static string Text(JsonSchema schema) => schema.ToJson().ReplaceLineEndings("\n") + "\n";
}
