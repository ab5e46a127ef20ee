using System.Collections.Immutable;
using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Statements;

namespace Compliance.Pipeline.Reproduce;

/// <summary>
/// What a reproduction came to, in the shape of artifact-equivalence attestations: candidate and target are parameters, both are resolved dependencies, the digests after
/// normalisation are by-products.
/// </summary>
public static class EquivalenceStatement
{
    /// <param name="conditions">Under what both were built, in words; empty where that is not known.</param>
    /// <param name="notVaried">What was the same in both builds although it should not be.</param>
    public static byte[] Write(Reproduction reproduction, string image, string engine, ImmutableArray<string> conditions, ImmutableArray<string> notVaried)
    {
        ArgumentNullException.ThrowIfNull(reproduction);
        return Statement.Write(reproduction.First.Select(digest => (image, digest)), PredicateTypes.Equivalence, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("buildDefinition");
            writer.WriteString("buildType", PredicateTypes.Equivalence);
            writer.WriteStartObject("externalParameters");
            writer.WriteString("candidate", image);
            writer.WriteStrings("target", reproduction.First.Select(digest => digest.ToString()));
            writer.WriteStrings("conditions", conditions);
            writer.WriteStrings("notVaried", notVaried);
            writer.WriteEndObject();
            writer.WriteStartArray("resolvedDependencies");
            foreach (var digest in reproduction.First) Statement.WriteResource(writer, $"target:{image}", digest);
            foreach (var digest in reproduction.Second) Statement.WriteResource(writer, $"candidate:{image}", digest);
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartObject("runDetails");
            writer.WriteStartObject("builder");
            writer.WriteString("id", $"compliance {engine}");
            writer.WriteEndObject();
            writer.WriteStartArray("byproducts");
            Statement.WriteResource(writer, "normalised:target", reproduction.Normalised.First);
            Statement.WriteResource(writer, "normalised:candidate", reproduction.Normalised.Second);
            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteFindings(writer, reproduction);
            writer.WriteEndObject();
        });
    }

    /// <summary>Members <c>verdict</c> and <c>differences</c>.</summary>
    public static void WriteFindings(CanonicalJsonWriter writer, Reproduction reproduction)
    {
        writer.WriteString("verdict", Word(reproduction.Verdict));
        writer.WriteStartArray("differences");
        foreach (var difference in reproduction.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("path", difference.Path);
            writer.WriteString("kind", Word(difference.Kind));
            writer.WriteString("detail", difference.Detail);
            writer.WriteString("cause", difference.Cause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static string Word(ReproductionVerdict verdict) => verdict switch
    {
        ReproductionVerdict.Identical => "identical",
        ReproductionVerdict.Equivalent => "equivalent after normalisation",
        _ => "different",
    };

    public static string Word(DifferenceKind kind) => kind switch
    {
        DifferenceKind.OnlyFirst => "only in the first",
        DifferenceKind.OnlySecond => "only in the second",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
