using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>
/// A JSON Schema of draft 07 or 2020-12, made ready for many documents. It knows the keywords that the schemas of bills of materials use; one with another
/// keyword that constrains is refused when it is loaded, so that no rule is passed over in silence. Safe for several threads.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaNode root;

    private JsonSchema(SchemaNode root) => this.root = root;

    /// <param name="schema">The schema.</param>
    /// <param name="others">Schemas that it refers to by file name.</param>
    /// <exception cref="ArgumentException">The schema uses a keyword that is not known here, or refers to what is not given.</exception>
    public static JsonSchema Load(JsonTree schema, IReadOnlyDictionary<string, JsonTree>? others = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new JsonSchema(new SchemaLoader(others ?? ImmutableDictionary<string, JsonTree>.Empty).Load(schema));
    }

    /// <summary>Judges a value. The work is bounded by the document's size; null when that bound was reached and nothing is known.</summary>
    /// <param name="code">Code of the errors.</param>
    public JsonSchemaErrors? Judge(JsonValue value, DiagnosticCode code, Limits limits)
    {
        var pass = new SchemaPass(code, limits, 2_000_000 + (16L * value.Raw.Length));
        pass.Check(root, value, null);
        return pass.IsExhausted ? null : new JsonSchemaErrors(pass.Defects.Count, pass.Defects.ToImmutable());
    }
}
