using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Oci.Models;

namespace Compliance.Oci.Attachments;

/// <summary>Writes the JSON of manifests and indexes; what was in a list before stays as it was.</summary>
internal static class ManifestText
{
    public static JsonObject Of(Descriptor descriptor)
    {
        var node = new JsonObject { ["mediaType"] = descriptor.MediaType.Text, ["digest"] = descriptor.Digest.ToString(), ["size"] = descriptor.Size };
        if (descriptor.ArtifactType is { } type) node["artifactType"] = type.Text;
        if (!descriptor.Annotations.IsEmpty) node["annotations"] = Annotations(descriptor.Annotations);
        return node;
    }

    public static JsonObject Annotations(IEnumerable<KeyValuePair<string, string>> annotations)
    {
        var node = new JsonObject();
        foreach (var (name, value) in annotations) node[name] = value;
        return node;
    }

    public static JsonObject EmptyIndex() => new() { ["schemaVersion"] = 2, ["mediaType"] = OciMediaTypes.Index.Text, ["manifests"] = new JsonArray() };

    /// <summary>The index with one more descriptor in its list; one with the same digest is replaced.</summary>
    public static JsonObject With(JsonObject index, Descriptor descriptor, Func<JsonObject, bool> replaced)
    {
        var list = new JsonArray();
        foreach (var old in index["manifests"]!.AsArray().OfType<JsonObject>().Where(old => !replaced(old))) list.Add(old.DeepClone());
        list.Add(Of(descriptor));
        index["manifests"] = list;
        return index;
    }

    public static byte[] Bytes(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) node.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
