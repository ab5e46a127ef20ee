using System.Globalization;
using System.Text;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Output;
using Compliance.Pipeline.Statements.Sboms;

namespace Compliance.Pipeline.Statements;

/// <summary>
/// SLSA provenance 1 of a composed image. Subjects are the manifests and the index; every input is a resolved dependency with the SHA-256 of its whole file:
/// packages, indexes, configuration and, where the configuration names one, the source commit.
/// </summary>
public static class Provenance
{
    /// <param name="image">The image that the statement is about; null for the index with all of them.</param>
    public static byte[] Of(Composition composition, ComposedImage? image, BuildFacts facts, ApkoConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(composition);
        var sourceUrl = configuration.SourceUrl;
        ComposedImage[] images = image is null ? [.. composition.Images] : [image];
        (string, Digest)[] subjects = [(facts.Image, image?.ManifestDigest ?? composition.IndexDigest), .. image is null ? images.Select(one => (facts.Image, one.ManifestDigest)) : []];
        return Statement.Write(subjects, PredicateTypes.Provenance, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("buildDefinition");
            writer.WriteString("buildType", PredicateTypes.ApkoBuild);
            WriteParameters(writer, images, facts, configuration);
            writer.WriteStartObject("internalParameters");
            writer.WriteString("engine", facts.Engine);
            writer.WriteString("sourceDateEpoch", composition.Epoch.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteStartArray("resolvedDependencies");
            WriteDependencies(writer, images, facts, sourceUrl);
            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteRun(writer, facts);
            writer.WriteEndObject();
        });
    }

    internal static void WriteRun(CanonicalJsonWriter writer, BuildFacts facts)
    {
        writer.WriteStartObject("runDetails");
        writer.WriteStartObject("builder");
        writer.WriteString("id", facts.Builder);
        writer.WriteStartObject("version");
        writer.WriteString("compliance", facts.Engine);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        writer.WriteString("invocationId", facts.Invocation);
        writer.WriteString("startedOn", Time(facts.StartedAt));
        writer.WriteString("finishedOn", Time(facts.FinishedAt));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Address and commit of <c>vcs-url</c>; null where there is no commit.</summary>
    internal static (string Uri, string Commit)? Source(string sourceUrl)
    {
        var at = sourceUrl.LastIndexOf('@');
        if (at < 0) return null;
        var (uri, commit) = (sourceUrl[..at], sourceUrl[(at + 1)..]);
        if (commit.Length is not (40 or 64) || commit.AsSpan().IndexOfAnyExcept("0123456789abcdef") >= 0) return null;
        return (uri.StartsWith("git+", StringComparison.Ordinal) ? uri : $"git+{uri}", commit);
    }

    private static void WriteParameters(CanonicalJsonWriter writer, ComposedImage[] images, BuildFacts facts, ApkoConfiguration configuration)
    {
        writer.WriteStartObject("externalParameters");
        writer.WriteString("image", facts.Image);
        writer.WriteStrings("architectures", images.Select(image => image.Architecture));
        writer.WriteStrings("repositories", images.SelectMany(image => image.Repositories).Select(repository => repository.Path).Distinct(StringComparer.Ordinal));
        // With it, anyone who has the packages composes the image again.
        writer.WriteString("configuration", Encoding.UTF8.GetString(LockedConfiguration.Write(configuration)));
        if (Source(configuration.SourceUrl) is { } source)
        {
            writer.WritePropertyName("source");
            Statement.WriteCommit(writer, source.Uri, source.Commit);
        }

        writer.WriteEndObject();
    }

    private static void WriteDependencies(CanonicalJsonWriter writer, ComposedImage[] images, BuildFacts facts, string sourceUrl)
    {
        if (Source(sourceUrl) is { } source) Statement.WriteCommit(writer, source.Uri, source.Commit);
        foreach (var (name, digest) in facts.Recipe) Statement.WriteResource(writer, $"file:{name}", digest);
        foreach (var repository in images.SelectMany(image => image.Repositories).DistinctBy(repository => (repository.Path, repository.Architecture)))
            Statement.WriteResource(writer, $"{repository.Path}/{repository.Architecture}/APKINDEX.tar.gz", repository.Digest, ("signedBy", repository.Signature.Key!.Name), ("algorithm", repository.Signature.Algorithm!.Name));
        foreach (var image in images)
        {
            var bill = new ImageBill(image);
            foreach (var package in image.Packages)
                Statement.WriteResource(writer, bill.PurlOf(package), package.Verification.File, ("data", package.Verification.Data.ToString()), ("signedBy", package.Verification.Signature.Key?.Name ?? ""));
        }
    }
}
