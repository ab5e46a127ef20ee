using Compliance.Formats;
using Compliance.Formats.Attestation;
using Compliance.Formats.Reading.Json;

namespace Compliance.Pipeline.Statements;

/// <summary>Writes in-toto statements, version 1, as canonical JSON.</summary>
public static class Statement
{
    /// <param name="predicate">Writes exactly one value.</param>
    public static byte[] Write(IEnumerable<(string Name, Digest Digest)> subjects, string predicateType, Action<CanonicalJsonWriter> predicate) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("_type", InTotoStatement.TypeV1);
        writer.WriteStartArray("subject");
        foreach (var (name, digest) in subjects)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            WriteDigest(writer, digest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("predicateType", predicateType);
        writer.WritePropertyName("predicate");
        predicate(writer);
        writer.WriteEndObject();
    });

    /// <summary>A statement whose predicate is a JSON document.</summary>
    /// <param name="document">JSON that this program wrote.</param>
    public static byte[] WithDocument(IEnumerable<(string Name, Digest Digest)> subjects, string predicateType, ReadOnlyMemory<byte> document) =>
        Write(subjects, predicateType, writer => writer.WriteValue(StrictJson.Read(document, "predicate").Required().Root));

    /// <summary>A resource descriptor of in-toto.</summary>
    internal static void WriteResource(CanonicalJsonWriter writer, string uri, Digest digest, params ReadOnlySpan<(string Name, string Value)> annotations)
    {
        writer.WriteStartObject();
        writer.WriteString("uri", uri);
        WriteDigest(writer, digest);
        if (annotations.Length > 0)
        {
            writer.WriteStartObject("annotations");
            foreach (var (name, value) in annotations) writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>A commit of a repository.</summary>
    internal static void WriteCommit(CanonicalJsonWriter writer, string uri, string commit)
    {
        writer.WriteStartObject();
        writer.WriteString("uri", uri);
        writer.WriteStartObject("digest");
        writer.WriteString("gitCommit", commit);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDigest(CanonicalJsonWriter writer, Digest digest)
    {
        writer.WriteStartObject("digest");
        writer.WriteString(digest.Algorithm, digest.Hex);
        writer.WriteEndObject();
    }
}
