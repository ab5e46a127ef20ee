using System.Text.RegularExpressions;

namespace Compliance.Formats.Reading.Json.Schemas;

/// <summary>One schema with its keywords; null and empty where it does not have them.</summary>
internal sealed class SchemaNode
{
    /// <summary>The schema <c>true</c> or <c>false</c>.</summary>
    public bool? Always { get; set; }

    public HashSet<string>? Types { get; set; }

    /// <summary>Allowed values; <c>const</c> is a list of one.</summary>
    public List<JsonValue>? Values { get; set; }

    /// <summary>The texts among <see cref="Values"/>.</summary>
    public HashSet<string>? Texts { get; set; }

    public Regex? Pattern { get; set; }

    public string Format { get; set; } = "";

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public Dictionary<string, SchemaNode>? Properties { get; set; }

    public List<(Regex Name, SchemaNode Schema)>? PatternProperties { get; set; }

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? UnevaluatedProperties { get; set; }

    public List<string>? Required { get; set; }

    /// <summary>Names that must be there when another one is.</summary>
    public Dictionary<string, List<string>>? Dependencies { get; set; }

    public SchemaNode? Items { get; set; }

    public List<SchemaNode>? Tuple { get; set; }

    public SchemaNode? AdditionalItems { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public List<SchemaNode>? AllOf { get; set; }

    public List<SchemaNode>? AnyOf { get; set; }

    public List<SchemaNode>? OneOf { get; set; }

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }

    public SchemaNode? Reference { get; set; }
}
