using System.Text.Json;
using Compliance.Oci.Models;
using Compliance.Oci.Snapshots;

namespace Compliance.Service.Verbs.Images;

/// <summary>An image for programs.</summary>
internal static class ImageJson
{
    public static void Write(Utf8JsonWriter writer, ImageSnapshot snapshot)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", snapshot.Reference.Text);
        writer.WriteBoolean("pinned", snapshot.Reference.IsPinned);
        Describe(writer, snapshot.Root);
        writer.WriteStartArray("images");
        foreach (var image in snapshot.Images) Write(writer, image);
        writer.WriteEndArray();
        writer.WriteStartArray("unreadable");
        foreach (var missing in snapshot.UnreadableImages)
        {
            writer.WriteStartObject();
            Describe(writer, missing);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("defects");
        foreach (var defect in snapshot.Defects.Where(defect => defect.Code != Oci.OciCodes.ArtifactScanIncomplete)) writer.WriteStringValue(defect.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Describe(Utf8JsonWriter writer, Descriptor descriptor)
    {
        writer.WriteString("digest", descriptor.Digest.ToString());
        writer.WriteString("mediaType", descriptor.MediaType.Text);
        writer.WriteNumber("size", descriptor.Size);
    }

    private static void Write(Utf8JsonWriter writer, PlatformImage image)
    {
        writer.WriteStartObject();
        Describe(writer, image.Descriptor);
        writer.WriteString("platform", image.Platform?.ToString());
        if (image.Config is { } config) Write(writer, config);
        writer.WriteStartArray("layers");
        foreach (var layer in image.Layers)
        {
            writer.WriteStartObject();
            Describe(writer, layer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ImageConfig config)
    {
        writer.WriteStartObject("config");
        writer.WriteString("created", config.Created);
        writer.WriteString("user", config.User);
        writer.WriteString("workingDir", config.WorkingDir);
        Write(writer, "entrypoint", config.Entrypoint);
        Write(writer, "cmd", config.Cmd);
        Write(writer, "env", config.Env);
        Write(writer, "exposedPorts", config.ExposedPorts);
        Write(writer, "volumes", config.Volumes);
        writer.WriteStartObject("labels");
        foreach (var (name, value) in config.Labels) writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
