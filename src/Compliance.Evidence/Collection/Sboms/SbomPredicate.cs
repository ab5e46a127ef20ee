using System.Text;
using Compliance.Evidence.Raw;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Formats.Sbom;

namespace Compliance.Evidence.Collection.Sboms;

/// <summary>SBOMs as predicates of statements.</summary>
internal static class SbomPredicate
{
    public static bool IsSbom(string predicateType) =>
        predicateType.StartsWith("https://spdx.dev/Document", StringComparison.Ordinal) || predicateType.StartsWith("https://cyclonedx.org/", StringComparison.Ordinal)
        || predicateType is "spdx" or "spdxjson" or "cyclonedx" or "https://spdx.github.io/spdx-spec";

    /// <summary>The document itself, in the member <c>Data</c> that cosign once put around it, or as JSON in a string.</summary>
    public static Reading<SbomDocument> Read(InTotoStatement statement, RawDocument blob, Limits limits)
    {
        var predicate = statement.Predicate;
        if (predicate["Data"].HasValue && !predicate["spdxVersion"].HasValue && !predicate["bomFormat"].HasValue) predicate = predicate["Data"];
        if (predicate.AsText is { } text) return SbomReaders.Read(Encoding.UTF8.GetBytes(text), blob.Item.Origin, limits);
        return predicate.Kind == JsonKind.Missing
            ? Readings.Reject<SbomDocument>(CollectionCodes.PredicateIsNoSbom, blob.Locate(), $"a statement of type '{statement.PredicateType}' without a predicate")
            : SbomReaders.Read(predicate, limits);
    }
}
