using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Oci.Models;

namespace Compliance.Oci.Sources;

/// <summary>Writes manifest and index for an archive that has none: compact JSON with members in a fixed order.</summary>
internal static class MadeManifest
{
    public static byte[] Write(Descriptor config, ImmutableArray<Descriptor> layers) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", OciMediaTypes.Manifest.Text);
        json.WritePropertyName("config");
        Write(json, config, null);
        json.WriteStartArray("layers");
        foreach (var layer in layers) Write(json, layer, null);
        json.WriteEndArray();
    });

    public static byte[] WriteIndex(IEnumerable<(Descriptor Manifest, string? Tag)> images) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", OciMediaTypes.Index.Text);
        json.WriteStartArray("manifests");
        foreach (var (manifest, tag) in images) Write(json, manifest, tag);
        json.WriteEndArray();
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Descriptor descriptor, string? tag)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", descriptor.MediaType.Text);
        json.WriteString("digest", descriptor.Digest.ToString());
        json.WriteNumber("size", descriptor.Size);
        if (tag is not null)
        {
            json.WriteStartObject("annotations");
            json.WriteString("org.opencontainers.image.ref.name", tag);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
