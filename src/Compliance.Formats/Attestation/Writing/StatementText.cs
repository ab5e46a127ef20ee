using System.Buffers;
using System.Text.Json;

namespace Compliance.Formats.Attestation.Writing;

/// <summary>Writes in-toto statements, version 1. The same arguments give the same bytes.</summary>
public static class StatementText
{
    /// <summary>A statement about images; the predicate's bytes go in as they are.</summary>
    /// <param name="subjects">Name (may be empty) and digest of each.</param>
    /// <param name="predicate">One JSON value, UTF-8, that was read strictly before.</param>
    /// <exception cref="ArgumentException">No subject, or the predicate is not JSON.</exception>
    public static byte[] Write(IReadOnlyCollection<(string Name, Digest Digest)> subjects, string predicateType, ReadOnlySpan<byte> predicate)
    {
        if (subjects.Count == 0) throw new ArgumentException("a statement needs a subject", nameof(subjects));
        var buffer = new ArrayBufferWriter<byte>(predicate.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("_type", InTotoStatement.TypeV1);
            writer.WriteStartArray("subject");
            foreach (var (name, digest) in subjects) WriteSubject(writer, name, digest);
            writer.WriteEndArray();
            writer.WriteString("predicateType", predicateType);
            writer.WritePropertyName("predicate");
            WritePredicate(writer, predicate);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSubject(Utf8JsonWriter writer, string name, Digest digest)
    {
        writer.WriteStartObject();
        if (name.Length > 0) writer.WriteString("name", name);
        writer.WriteStartObject("digest");
        writer.WriteString(digest.Algorithm, digest.Hex);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePredicate(Utf8JsonWriter writer, ReadOnlySpan<byte> predicate)
    {
        try
        {
            writer.WriteRawValue(predicate);
        }
        catch (JsonException notJson)
        {
            throw new ArgumentException("the predicate is not JSON", nameof(predicate), notJson);
        }
    }
}
