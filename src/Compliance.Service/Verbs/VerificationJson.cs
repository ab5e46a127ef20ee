using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Evidence.Verification;
using Compliance.Service.CommandLine;

namespace Compliance.Service.Verbs;

/// <summary>A verification for programs: all checks.</summary>
internal static class VerificationJson
{
    public static void Write(TextWriter output, VerificationReport report, ImmutableArray<SecondLook> second, int exitCode) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("conclusion", report.HasAnchor || report.Conclusion == VerificationConclusion.Failed ? report.Conclusion.ToString().ToLowerInvariant() : "integrity only");
        writer.WriteNumber("exitCode", exitCode);
        writer.WriteBoolean("anchor", report.HasAnchor);
        if (report.Package is { } package)
        {
            writer.WriteString("packageId", package.PackageId);
            writer.WriteString("verdict", package.Verdict);
        }

        if (report.FirstFailure is { } first) writer.WriteString("firstFailure", first.Code.Text);
        writer.WriteStartArray("lines");
        foreach (var line in report.Lines) WriteLine(writer, line);
        writer.WriteEndArray();
        writer.WriteStartArray("secondLooks");
        foreach (var look in second)
        {
            writer.WriteStartObject();
            writer.WriteString("name", look.Name);
            writer.WriteBoolean("failed", look.Failed);
            writer.WriteString("summary", look.Summary);
            writer.WriteStartArray("details");
            foreach (var detail in look.Details) writer.WriteStringValue(detail);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteLine(Utf8JsonWriter writer, VerificationLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("topic", line.Topic.ToString().ToLowerInvariant());
        writer.WriteString("outcome", line.Outcome.ToString().ToLowerInvariant());
        writer.WriteString("summary", line.Summary);
        writer.WriteStartArray("checks");
        foreach (var check in line.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("code", check.Code.Text);
            writer.WriteString("outcome", check.Outcome.ToString().ToLowerInvariant());
            writer.WriteString("detail", check.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
