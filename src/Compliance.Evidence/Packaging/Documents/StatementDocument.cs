using System.Collections.Immutable;
using Compliance.Formats.Reading.Json;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The part of <c>package.json</c> that follows from the raw evidence, and that a verifier makes again: system, images, keys that were trusted.</summary>
internal static class StatementDocument
{
    public static byte[] Write(SystemHeader system, ImmutableArray<AuditSubject> subjects, ImmutableArray<TrustInput> trustInputs) =>
        CanonicalJson.Write(writer => Write(writer, system, subjects, trustInputs));

    public static void Write(CanonicalJsonWriter writer, SystemHeader system, ImmutableArray<AuditSubject> subjects, ImmutableArray<TrustInput> trustInputs)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("system");
        writer.WriteBoolean("isDefault", system.IsDefault);
        writer.WriteString("id", system.Id);
        writer.WriteString("name", system.Name);
        writer.WriteString("certificationType", system.CertificationType);
        writer.WriteString("class", system.Class);
        writer.WriteString("baseline", system.Baseline);
        writer.WriteEndObject();
        writer.WriteStartArray("subjects");
        foreach (var subject in subjects) WriteSubject(writer, subject);
        writer.WriteEndArray();
        writer.WriteStartArray("trustInputs");
        foreach (var input in trustInputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", input.Name);
            writer.WriteString("fingerprint", input.Fingerprint);
            writer.WriteString("may", input.May);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSubject(CanonicalJsonWriter writer, AuditSubject subject)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", subject.Reference);
        writer.WriteBoolean("pinned", subject.Pinned);
        if (subject.Index is { } index) writer.WriteString("index", index.ToString());
        writer.WriteString("manifest", subject.Manifest.ToString());
        writer.WriteString("platform", subject.Platform);
        writer.WriteNumber("packages", subject.Packages);
        writer.WriteNumber("layers", subject.Layers);
        writer.WriteNumber("compressedBytes", subject.CompressedBytes);
        writer.WriteNumber("entries", subject.Entries);
        writer.WriteEndObject();
    }
}
