using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.Formats;
using Compliance.Formats.Packages.Apko.Model;

namespace Compliance.Pipeline.Compose.Output;

/// <summary>Config, manifest and index of an image (OCI image specification 1.1), members in apko's order so that equal images have equal digests.</summary>
internal static class ImageDocuments
{
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Time(long epoch) => DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Annotations of the configuration with time of creation, source and revision.</summary>
    public static ImmutableSortedDictionary<string, string> Annotations(ApkoConfiguration configuration, long epoch)
    {
        var annotations = configuration.Annotations.SetItem("org.opencontainers.image.created", Time(epoch));
        // Without a revision apko tells neither.
        var at = configuration.SourceUrl.LastIndexOf('@');
        return at < 0 ? annotations : annotations
            .SetItem("org.opencontainers.image.source", configuration.SourceUrl[..at])
            .SetItem("org.opencontainers.image.revision", configuration.SourceUrl[(at + 1)..]);
    }

    public static byte[] Config(ApkoConfiguration configuration, string architecture, string user, IReadOnlyList<ComposedLayer> layers, long epoch) => Json(writer =>
    {
        var annotations = Annotations(configuration, epoch);
        var parts = architecture.Split('/');
        writer.WriteString("architecture", parts[0]);
        writer.WriteString("author", "github.com/chainguard-dev/apko");
        writer.WriteString("created", Time(epoch));
        writer.WriteStartArray("history");
        foreach (var _ in layers) History(writer, annotations, layers.Count, epoch);
        writer.WriteEndArray();
        writer.WriteString("os", "linux");
        writer.WriteStartObject("rootfs");
        writer.WriteString("type", "layers");
        Texts(writer, "diff_ids", layers.Select(layer => layer.DiffId.ToString()));
        writer.WriteEndObject();
        writer.WriteStartObject("config");
        RunConfig(writer, configuration, user, annotations);
        writer.WriteEndObject();
        if (parts.Length > 1) writer.WriteString("variant", parts[1]);
    });

    public static byte[] Manifest(ApkoConfiguration configuration, byte[] config, Digest configDigest, IReadOnlyList<ComposedLayer> layers, long epoch) => Json(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", ManifestType);
        writer.WriteStartObject("config");
        Descriptor(writer, ConfigType, config.Length, configDigest);
        writer.WriteEndObject();
        writer.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            writer.WriteStartObject();
            Descriptor(writer, LayerType, layer.Content.Length, layer.Digest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Map(writer, "annotations", Annotations(configuration, epoch));
    });

    /// <param name="images">Sorted by architecture.</param>
    public static byte[] Index(ApkoConfiguration configuration, IEnumerable<ComposedImage> images, long epoch) => Json(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", IndexType);
        writer.WriteStartArray("manifests");
        foreach (var image in images)
        {
            var parts = image.Architecture.Split('/');
            writer.WriteStartObject();
            Descriptor(writer, ManifestType, image.Manifest.Length, image.ManifestDigest);
            writer.WriteStartObject("platform");
            writer.WriteString("architecture", parts[0]);
            writer.WriteString("os", "linux");
            if (parts.Length > 1) writer.WriteString("variant", parts[1]);
            writer.WriteEndObject();
            writer.WriteString("artifactType", ConfigType);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Map(writer, "annotations", Annotations(configuration, epoch));
    });

    private static void RunConfig(Utf8JsonWriter writer, ApkoConfiguration configuration, string user, ImmutableSortedDictionary<string, string> annotations)
    {
        if (configuration.Command.Length > 0) Texts(writer, "Cmd", ShellWords.Split(configuration.Command));
        var entrypoint = configuration.Entrypoint;
        if (entrypoint.ShellFragment.Length > 0) Texts(writer, "Entrypoint", ["/bin/sh", "-c", entrypoint.ShellFragment]);
        else if (entrypoint.Command.Length > 0) Texts(writer, "Entrypoint", ShellWords.Split(entrypoint.Command));
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/bin:/usr/sbin:/sbin:/bin",
            ["SSL_CERT_FILE"] = "/etc/ssl/certs/ca-certificates.crt",
        };
        foreach (var (name, value) in configuration.Environment) environment[name] = value;
        Texts(writer, "Env", environment.Select(pair => $"{pair.Key}={pair.Value}"));
        Map(writer, "Labels", annotations);
        if (user.Length > 0) writer.WriteString("User", user);
        if (!configuration.Volumes.IsEmpty)
        {
            writer.WriteStartObject("Volumes");
            foreach (var volume in configuration.Volumes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                writer.WriteStartObject(volume);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        if (configuration.WorkingDirectory.Length > 0) writer.WriteString("WorkingDir", configuration.WorkingDirectory);
        if (configuration.StopSignal.Length > 0) writer.WriteString("StopSignal", configuration.StopSignal);
    }

    private static void History(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> annotations, int count, long epoch)
    {
        writer.WriteStartObject();
        writer.WriteString("author", "apko");
        writer.WriteString("created", Time(epoch));
        writer.WriteString("created_by", "apko");
        var isNamed = annotations.TryGetValue("org.opencontainers.image.title", out var title) & annotations.TryGetValue("org.opencontainers.image.vendor", out var vendor);
        var comment = isNamed ? $"{title} by {vendor}" : count == 1 ? "This is an apko single-layer image" : "";
        if (comment.Length > 0) writer.WriteString("comment", comment);
        writer.WriteEndObject();
    }

    private static void Descriptor(Utf8JsonWriter writer, string mediaType, int size, Digest digest)
    {
        writer.WriteString("mediaType", mediaType);
        writer.WriteNumber("size", size);
        writer.WriteString("digest", digest.ToString());
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static byte[] Json(Action<Utf8JsonWriter> content)
    {
        using var target = new MemoryStream();
        using (var writer = new Utf8JsonWriter(target, Options))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return GoJson.Escape(target.ToArray());
    }
}
