using Compliance.Policy.Facts.Schema;
using NJsonSchema;

namespace Compliance.Policy.Documents;

/// <summary>Pieces of schemas that are made from the fact schema.</summary>
internal static class SchemaParts
{
    public static JsonSchema Object(IEnumerable<(string Name, JsonSchemaProperty Property)> properties)
    {
        var schema = new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        foreach (var (name, property) in properties) schema.Properties[name] = property;
        return schema;
    }

    public static JsonSchema FieldType(FactField field) => field.Type switch
    {
        FactFieldType.Text => new JsonSchema { Type = JsonObjectType.String },
        FactFieldType.Number => new JsonSchema { Type = JsonObjectType.Integer },
        FactFieldType.Truth => new JsonSchema { Type = JsonObjectType.Boolean },
        FactFieldType.TextList => new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { Type = JsonObjectType.String } },
        FactFieldType.NumberList => new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { Type = JsonObjectType.Integer } },
        _ => new JsonSchema { Type = JsonObjectType.Object, AdditionalPropertiesSchema = new JsonSchema { Type = JsonObjectType.String } },
    };

    public static JsonSchemaProperty OrUnknown(JsonSchema known, string documentation)
    {
        var unknown = Object([("unknown", new JsonSchemaProperty { Type = JsonObjectType.String })]);
        unknown.Properties["unknown"].IsRequired = true;
        var property = new JsonSchemaProperty { Description = documentation };
        property.OneOf.Add(known);
        property.OneOf.Add(unknown);
        return property;
    }

    public static JsonSchemaProperty Property(JsonSchema schema, string documentation)
    {
        var property = new JsonSchemaProperty { Description = documentation };
        property.OneOf.Add(schema);
        return property;
    }

    public static JsonSchema Words(params IEnumerable<string> words)
    {
        var schema = new JsonSchema { Type = JsonObjectType.String };
        foreach (var word in words) schema.Enumeration.Add(word);
        return schema;
    }

    /// <summary>An object all of whose properties have to be there.</summary>
    public static JsonSchema Whole(IEnumerable<(string Name, JsonSchemaProperty Property)> properties)
    {
        var schema = Object(properties);
        foreach (var property in schema.Properties.Values) property.IsRequired = true;
        return schema;
    }

    public static JsonSchemaProperty Text(string documentation) => new() { Type = JsonObjectType.String, Description = documentation };
}
