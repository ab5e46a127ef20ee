using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;
using Compliance.Oci.Layers;

namespace Compliance.Evidence.Acquisition;

/// <summary>What the pass computed of each layer: whether its bytes are those that the manifest and the configuration name.</summary>
public static class LayerObservation
{
    /// <summary>Origin of the record.</summary>
    public const string Name = "layers.json";

    internal static byte[] Write(ImmutableArray<LayerResult> layers) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            writer.WriteStartObject();
            writer.WriteString("digest", layer.Descriptor.Digest.ToString());
            writer.WriteBoolean("verified", layer.IsVerified);
            writer.WriteBoolean("complete", layer.IsComplete);
            if (layer.DiffId is { } diffId) writer.WriteString("diffId", diffId.ToString());
            if (layer.DiffIdMatches is { } matches) writer.WriteBoolean("diffIdMatches", matches);
            writer.WriteNumber("uncompressedBytes", layer.UncompressedBytes);
            writer.WriteNumber("entries", layer.Entries);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
