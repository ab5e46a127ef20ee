using Compliance.Formats.Reading.Json;
using Compliance.Pipeline.Compose.Output;

namespace Compliance.Pipeline.Testing;

/// <summary>The results of an image's tests as canonical JSON.</summary>
public static class TrialDocument
{
    public static byte[] Write(ComposedImage image, IEnumerable<TrialResult> results) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("image", image.ManifestDigest.ToString());
        writer.WriteStrings("sandbox", ["bubblewrap", "no network", "no capabilities", "read-only", "user 65532"]);
        writer.WriteStartArray("tests");
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("name", result.Name);
            writer.WriteBoolean("passed", result.IsPassed);
            writer.WriteNumber("exitCode", result.ExitCode);
            writer.WriteString("detail", result.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
