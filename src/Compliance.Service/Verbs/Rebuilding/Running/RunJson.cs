using System.Text.Json;
using Compliance.Pipeline.Delta;
using Compliance.Formats.Reading.Json;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>What <c>rebuild run --json</c> prints.</summary>
internal static class RunJson
{
    public static void Write(Utf8JsonWriter writer, RebuildOutcome outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("image", outcome.Image);
        writer.WriteString("index", outcome.Index.ToString());
        if (outcome.Pushed.Length > 0) writer.WriteString("pushed", outcome.Pushed);
        writer.WriteNumber("stepsDone", outcome.Steps);
        writer.WriteStartArray("predictedOtherwise");
        foreach (var missed in RunText.Missed(outcome)) writer.WriteStringValue(missed);
        writer.WriteEndArray();
        writer.WritePropertyName("delta");
        writer.WriteRawValue(CanonicalJson.Write(inner =>
        {
            inner.WriteStartObject();
            DeltaDocument.WriteMembers(inner, outcome.Delta);
            inner.WriteEndObject();
        }));
        writer.WriteEndObject();
    }
}
