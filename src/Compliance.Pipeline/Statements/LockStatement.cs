using System.Globalization;
using System.Text;
using Compliance.Formats.Packages.Apko;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Locking;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Statements;

/// <summary>A lock of version 2 as an in-toto statement about the configuration; <c>docs/rebuild.md</c> describes the predicate.</summary>
public static class LockStatement
{
    /// <param name="image">Repository name under which the composed image is a subject, too, so that the lock can be attached to it; empty for the configuration alone.</param>
    public static byte[] Write(Composition composition, ApkoConfiguration configuration, LockContext context, string image = "")
    {
        ArgumentNullException.ThrowIfNull(composition);
        (string, Compliance.Formats.Digest)[] about = image.Length > 0 ? [(context.ConfigName, context.Config), (image, composition.IndexDigest)] : [(context.ConfigName, context.Config)];
        return Statement.Write(about, PredicateTypes.Lock, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("version", "v2");
            writer.WriteStartObject("config");
            writer.WriteString("name", context.ConfigName);
            writer.WriteString("checksum", context.ConfigChecksum);
            writer.WriteEndObject();
            writer.WriteString("engine", context.Engine);
            writer.WriteString("sourceDateEpoch", composition.Epoch.ToString(CultureInfo.InvariantCulture));
            writer.WriteStartObject("catalogs");
            foreach (var (name, digest) in context.Catalogs) writer.WriteString(name, digest.ToString());
            writer.WriteEndObject();
            writer.WriteStrings("runtimeRepositories", configuration.Contents.RuntimeRepositories);
            WriteIndexes(writer, composition);
            writer.WriteStartArray("packages");
            foreach (var image in composition.Images)
            {
                foreach (var package in image.Packages) WritePackage(writer, package, ApkoArchitectures.ToApk(image.Architecture)!);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void WriteIndexes(CanonicalJsonWriter writer, Composition composition)
    {
        var repositories = composition.Images.SelectMany(image => image.Repositories).DistinctBy(repository => (repository.Path, repository.Architecture)).ToList();
        writer.WriteStartArray("indexes");
        foreach (var repository in repositories)
        {
            writer.WriteStartObject();
            writer.WriteString("repository", repository.Path);
            writer.WriteString("architecture", repository.Architecture);
            writer.WriteString("sha256", repository.Digest.Hex);
            writer.WriteString("signedBy", repository.Signature.Key!.Name);
            writer.WriteString("algorithm", repository.Signature.Algorithm!.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        var keys = composition.Images.SelectMany(image => image.Packages.Select(package => package.Verification.Signature.Key)).Concat(repositories.Select(repository => repository.Signature.Key))
            .OfType<Compliance.Cryptography.Apk.ApkTrustedKey>().DistinctBy(key => key.Name, StringComparer.Ordinal).OrderBy(key => key.Name, StringComparer.Ordinal);
        writer.WriteStartArray("keyring");
        foreach (var key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("name", key.Name);
            writer.WriteString("fingerprint", key.Key.Fingerprint.ToString());
            writer.WriteString("content", Encoding.UTF8.GetString(key.Content.AsSpan()));
            writer.WriteString("provenance", key.Provenance);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePackage(CanonicalJsonWriter writer, Compose.Files.InstalledPackage package, string architecture)
    {
        writer.WriteStartObject();
        writer.WriteString("name", package.Name);
        writer.WriteString("version", package.Version);
        writer.WriteString("architecture", architecture);
        writer.WriteString("url", package.Location);
        writer.WriteString("identity", package.Verification.Identity.ToDatabaseText());
        writer.WriteString("sha256", package.Verification.File.Hex);
        writer.WriteNumber("size", package.Archive.Files.End);
        foreach (var (name, section, digest) in (ReadOnlySpan<(string, Compliance.Formats.Packages.Apk.Archives.ApkSection, Compliance.Formats.Digest)>)[
            ("control", package.Archive.Control, package.Verification.Control), ("data", package.Archive.Files, package.Verification.Data)])
        {
            writer.WriteStartObject(name);
            writer.WriteString("range", string.Create(CultureInfo.InvariantCulture, $"bytes={section.Offset}-{section.End - 1}"));
            writer.WriteString("sha256", digest.Hex);
            writer.WriteEndObject();
        }

        writer.WriteString("signedBy", package.Verification.Signature.Key?.Name ?? "");
        writer.WriteEndObject();
    }
}
