using Compliance.Policy.Facts;
using Compliance.Policy.Facts.Schema;
using NJsonSchema;

namespace Compliance.Policy.Documents;

/// <summary>JSON schema of what <see cref="FactJson"/> writes: <c>policies/facts.schema.json</c>.</summary>
public static class FactSetSchema
{
    public static string Json() => DocumentSchemas.Text(Schema());

    internal static JsonSchema Schema()
    {
        var schema = SchemaParts.Whole(
        [
            ("subject", SchemaParts.Text("Digest of the image manifest.")),
            ("coverage", SchemaParts.Property(SchemaParts.Whole(FactSchema.Kinds.Select(kind => (kind.Variable, SchemaParts.Property(SchemaParts.Words("not-collected", "partial", "complete"), kind.Documentation)))), "How completely each kind was collected.")),
            ("facts", new JsonSchemaProperty { Type = JsonObjectType.Array, Item = AnyFact(), Description = "Ordered by id." }),
            ("gaps", new JsonSchemaProperty { Type = JsonObjectType.Array, Item = Gap(), Description = "What could not be read." }),
        ]);
        schema.Title = "Facts about one image";
        return schema;
    }

    private static JsonSchema AnyFact()
    {
        var any = new JsonSchema();
        foreach (var kind in FactSchema.Kinds) any.OneOf.Add(Fact(kind));
        return any;
    }

    private static JsonSchema Fact(FactKindSchema kind) => SchemaParts.Whole(
    [
        ("id", SchemaParts.Text("Unique within the image.")),
        ("kind", SchemaParts.Property(SchemaParts.Words(kind.Word), kind.Documentation)),
        ("collector", SchemaParts.Text("Who found it, name@version.")),
        ("reperformance", SchemaParts.Property(SchemaParts.Words("re-derived", "from-inventory", "carried"), "How it can be established again from the package.")),
        ("source", SchemaParts.Property(SchemaParts.Whole([("document", SchemaParts.Text("Digest of what was read.")), ("locator", SchemaParts.Text("Where in it."))]), "Where it was read.")),
        ("value", SchemaParts.Property(SchemaParts.Whole(kind.Fields.Select(field => (field.Name, Value(field)))), kind.Documentation)),
    ]);

    private static JsonSchemaProperty Value(FactField field) =>
        field.MayBeUnknown ? SchemaParts.OrUnknown(SchemaParts.FieldType(field), field.Documentation) : SchemaParts.Property(SchemaParts.FieldType(field), field.Documentation);

    private static JsonSchema Gap() => SchemaParts.Whole(
    [
        ("code", SchemaParts.Text("Diagnostic code.")),
        ("kind", SchemaParts.Property(SchemaParts.Words(FactSchema.Kinds.Select(kind => kind.Variable)), "Variable of the kind that is incomplete.")),
        ("message", SchemaParts.Text("What could not be read.")),
        ("locator", SchemaParts.Text("Where.")),
        ("collector", SchemaParts.Text("Who tried.")),
    ]);
}
