using System.Text;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom;
using Compliance.Formats.Sbom.Schemas;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>SBOMs as predicates of statements.</summary>
internal static class SbomPredicate
{
    private const int MaxLevels = 3;

    public static bool IsSbom(string predicateType) =>
        predicateType.StartsWith("https://spdx.dev/Document", StringComparison.Ordinal) || predicateType.StartsWith("https://cyclonedx.org/", StringComparison.Ordinal)
        || predicateType is "spdx" or "spdxjson" or "cyclonedx" or "https://spdx.github.io/spdx-spec";

    /// <summary>The document itself, in the member <c>Data</c> that cosign once put around it, or as text in a string, however often that was done.</summary>
    public static Reading<SbomDocument> Read(InTotoStatement statement, RawDocument blob, Limits limits)
    {
        var (value, text) = Unwrapped(statement, limits);
        if (text is not null) return SbomReaders.Read(text, blob.Item.Origin, limits);
        return value.Kind == JsonKind.Missing
            ? Readings.Reject<SbomDocument>(CollectionCodes.PredicateIsNoSbom, blob.Locate(), $"a statement of type '{statement.PredicateType}' without a predicate")
            : SbomReaders.Read(value, limits);
    }

    /// <summary>What the schema of its format says of the document.</summary>
    public static SbomSchemaVerdict? Judge(InTotoStatement statement, RawDocument blob, Limits limits)
    {
        var (value, text) = Unwrapped(statement, limits);
        return text is not null ? SbomSchemas.Judge(text, blob.Item.Origin, limits) : SbomSchemas.Judge(value, limits);
    }

    /// <summary>A value, or the bytes of a text that is no JSON (tag-value, XML). A text that is JSON is read, up to three times.</summary>
    private static (JsonValue Value, byte[]? Text) Unwrapped(InTotoStatement statement, Limits limits)
    {
        var value = Inner(statement.Predicate);
        for (var level = 0; value.AsText is { } text; level++)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (level == MaxLevels || !StrictJson.Read(bytes, value.Document, limits).TryGet(out var tree)) return (value, bytes);
            value = Inner(tree.Root);
        }

        return (value, null);
    }

    private static JsonValue Inner(JsonValue value) =>
        value["Data"].HasValue && !value["spdxVersion"].HasValue && !value["bomFormat"].HasValue && !value["@graph"].HasValue ? value["Data"] : value;
}
