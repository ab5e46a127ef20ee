using System.Buffers;
using System.Text.Json;

namespace Compliance.Formats.Attestation.Writing;

/// <summary>Writes the payload of a simple-signing signature, in the order in which cosign does.</summary>
public static class SimpleSigningText
{
    /// <summary>The annotation in which cosign keeps a timestamp.</summary>
    /// <param name="response">TimeStampResp, DER (RFC 3161).</param>
    public static string Timestamp(ReadOnlySpan<byte> response) => $$"""{"SignedRFC3161Timestamp":"{{Convert.ToBase64String(response)}}"}""";

    /// <param name="image">Manifest or index.</param>
    /// <param name="repository">Registry and repository that the image is signed for; may be empty.</param>
    public static byte[] Write(Digest image, string repository)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("critical");
            writer.WriteStartObject("identity");
            writer.WriteString("docker-reference", repository);
            writer.WriteEndObject();
            writer.WriteStartObject("image");
            writer.WriteString("docker-manifest-digest", image.ToString());
            writer.WriteEndObject();
            writer.WriteString("type", SimpleSigning.CosignType);
            writer.WriteEndObject();
            writer.WriteNull("optional");
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
