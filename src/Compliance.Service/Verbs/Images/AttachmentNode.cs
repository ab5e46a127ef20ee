using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Formats;

namespace Compliance.Service.Verbs.Images;

/// <summary>The image, a part of it, or something attached.</summary>
/// <param name="Subject">What it belongs to; null for the image itself.</param>
/// <param name="Places">Where it was found.</param>
internal sealed record AttachmentNode(Digest Digest, Digest? Subject, string What, int Depth, ImmutableArray<string> Places, ImmutableArray<AttachedDocument> Documents)
{
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("digest", Digest.ToString());
        writer.WriteString("subject", Subject?.ToString());
        writer.WriteString("what", What);
        writer.WriteStartArray("places");
        foreach (var place in Places) writer.WriteStringValue(place);
        writer.WriteEndArray();
        writer.WriteStartArray("documents");
        foreach (var document in Documents) document.WriteJson(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
