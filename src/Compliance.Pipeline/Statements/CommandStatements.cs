using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats;
using Compliance.Formats.Packages.Recipes;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Reproduce;

namespace Compliance.Pipeline.Statements;

/// <summary>What is written about a build by a command: what will be run on which inputs, and the provenance of what came of it.</summary>
public static class CommandStatements
{
    /// <summary>Canonical JSON. What the command will make is not known before.</summary>
    public static byte[] Plan(RebuildRecipe recipe, ImmutableArray<(string Name, Digest Digest)> inputs, string subject, string profile, long? epoch) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "command");
        writer.WriteString("subject", subject);
        writer.WriteString("profile", profile);
        writer.WriteString("image", recipe.Image);
        writer.WriteString("builder", recipe.Builder);
        WriteParameters(writer, recipe, epoch);
        writer.WriteStartArray("inputs");
        foreach (var (name, digest) in inputs) Statement.WriteResource(writer, $"file:{name}", digest);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>SLSA provenance 1: the command as parameter, every input file as a resolved dependency.</summary>
    /// <param name="subject">Manifest or index.</param>
    public static byte[] Provenance(Digest subject, BuildFacts facts, RebuildRecipe recipe, long? epoch)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Statement.Write([(facts.Image, subject)], PredicateTypes.Provenance, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("buildDefinition");
            writer.WriteString("buildType", PredicateTypes.CommandBuild);
            writer.WriteStartObject("externalParameters");
            WriteParameters(writer, recipe, epoch);
            writer.WriteEndObject();
            writer.WriteStartObject("internalParameters");
            writer.WriteString("engine", facts.Engine);
            writer.WriteBoolean("sandbox", ConditionedBuild.NotVaried().All(missing => !missing.Contains("bubblewrap", StringComparison.Ordinal)));
            writer.WriteEndObject();
            writer.WriteStartArray("resolvedDependencies");
            foreach (var (name, digest) in facts.Recipe) Statement.WriteResource(writer, $"file:{name}", digest);
            writer.WriteEndArray();
            writer.WriteEndObject();
            Statements.Provenance.WriteRun(writer, facts);
            writer.WriteEndObject();
        });
    }

    private static void WriteParameters(CanonicalJsonWriter writer, RebuildRecipe recipe, long? epoch)
    {
        writer.WriteStrings("command", recipe.Command);
        writer.WriteString("output", recipe.Output);
        if (epoch is { } seconds) writer.WriteString("sourceDateEpoch", seconds.ToString(CultureInfo.InvariantCulture));
    }
}
