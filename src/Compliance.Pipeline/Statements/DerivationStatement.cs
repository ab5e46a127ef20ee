using Compliance.Formats;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Apk.Solving;
using Compliance.Pipeline.Compose;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Statements;

/// <summary>Why an image has its packages, as an in-toto statement: who asked for each, and what lost to it for which reason. <c>docs/rebuild.md</c> describes the predicate.</summary>
public static class DerivationStatement
{
    /// <param name="image">Null for the index with all of them.</param>
    public static byte[] Of(Composition composition, ComposedImage? image, BuildFacts facts)
    {
        ArgumentNullException.ThrowIfNull(composition);
        ComposedImage[] images = image is null ? [.. composition.Images] : [image];
        return Statement.Write([(facts.Image, image?.ManifestDigest ?? composition.IndexDigest)], PredicateTypes.Derivation, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("engine", facts.Engine);
            writer.WriteStartArray("architectures");
            foreach (var one in images) Write(writer, one.Architecture, one.Packages.Select(package => package.Selected));
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary>Of a configuration that was solved and not composed, or can't be: then the smallest part of its world that already can't be had, with what stands against it.</summary>
    public static byte[] OfConfiguration(string name, Digest subject, string engine, IEnumerable<ResolvedPackages> resolved, IEnumerable<(string Architecture, SolverRefusal Refusal)> refused) =>
        Statement.Write([(name, subject)], PredicateTypes.Derivation, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("engine", engine);
            writer.WriteStartArray("architectures");
            foreach (var one in resolved) Write(writer, one.Architecture, one.Packages);
            writer.WriteEndArray();
            writer.WriteStartArray("refused");
            foreach (var (architecture, refusal) in refused)
            {
                writer.WriteStartObject();
                writer.WriteString("architecture", architecture);
                writer.WriteStrings("world", refusal.World);
                writer.WriteStrings("causes", refusal.Causes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static void Write(CanonicalJsonWriter writer, string architecture, IEnumerable<SelectedPackage> packages)
    {
        writer.WriteStartObject();
        writer.WriteString("architecture", architecture);
        writer.WriteStartArray("packages");
        foreach (var package in packages)
        {
            writer.WriteStartObject();
            writer.WriteString("name", package.Candidate.Name);
            writer.WriteString("version", package.Candidate.Version);
            writer.WriteString("because", package.Because);
            writer.WriteBoolean("implicit", package.IsImplicit);
            writer.WriteStartArray("rejected");
            foreach (var (candidate, reason) in package.Rejected)
            {
                writer.WriteStartObject();
                writer.WriteString("package", candidate.ToString());
                writer.WriteString("reason", reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
