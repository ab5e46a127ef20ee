using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Packaging.Documents;

/// <summary>The parts of <c>results.json</c> that speak of human evidence and of imported benchmark results. Without any there are none of these members.</summary>
internal static class PeopleDocument
{
    public static void Write(CanonicalJsonWriter writer, Evaluation evaluation)
    {
        if (evaluation.PolicySignature is { } signature)
        {
            writer.WriteStartObject("policySignature");
            writer.WriteString("standing", signature.Standing);
            writer.WriteString("signer", signature.Signer);
            writer.WriteString("manifest", signature.Manifest);
            writer.WriteString("detail", signature.Detail);
            writer.WriteEndObject();
        }

        if (!evaluation.HumanEvidence.IsEmpty)
        {
            writer.WriteStartArray("humanEvidence");
            foreach (var record in evaluation.HumanEvidence) Write(writer, record);
            writer.WriteEndArray();
        }

        if (evaluation.Benchmarks.IsEmpty) return;
        writer.WriteStartArray("benchmarks");
        foreach (var benchmark in evaluation.Benchmarks) Write(writer, benchmark);
        writer.WriteEndArray();
    }

    public static ImmutableArray<HumanEvidenceResult> ReadRecords(JsonValue root, DefectCollector defects) => [.. root.OptionalMaps("humanEvidence", defects).Select(value => ReadRecord(value, defects))];

    public static ImmutableArray<BenchmarkResult> ReadBenchmarks(JsonValue root, DefectCollector defects) => [.. root.OptionalMaps("benchmarks", defects).Select(value => ReadBenchmark(value, defects))];

    public static PolicySetSignature? ReadPolicySignature(JsonValue root, DefectCollector defects)
    {
        if (!root["policySignature"].HasValue) return null;
        var value = root.RequiredMap("policySignature", defects);
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        return new PolicySetSignature(Text("standing"), Text("signer"), Text("manifest"), Text("detail"));
    }

    private static void Write(CanonicalJsonWriter writer, HumanEvidenceResult record)
    {
        writer.WriteStartObject();
        writer.WriteString("path", record.Path);
        writer.WriteString("id", record.Id);
        writer.WriteString("kind", record.Kind);
        writer.WriteString("method", record.Method);
        writer.WriteStrings("objectives", record.Objectives);
        writer.WriteString("finding", record.Finding);
        writer.WriteString("about", record.About);
        writer.WriteString("actor", record.Actor);
        writer.WriteString("role", record.Role);
        writer.WriteString("collectedOn", record.CollectedOn);
        writer.WriteString("expiresOn", record.ExpiresOn);
        writer.WriteString("contentName", record.ContentName);
        writer.WriteString("contentSha256", record.ContentSha256);
        writer.WriteString("signature", record.Signature);
        writer.WriteBoolean("counts", record.Counts);
        ProblemsDocument.Write(writer, record.Problems);
        writer.WriteEndObject();
    }

    private static void Write(CanonicalJsonWriter writer, BenchmarkResult benchmark)
    {
        writer.WriteStartObject();
        writer.WriteString("path", benchmark.Path);
        writer.WriteString("id", benchmark.Id);
        writer.WriteString("image", benchmark.Image);
        writer.WriteString("collectedOn", benchmark.CollectedOn);
        writer.WriteString("expiresOn", benchmark.ExpiresOn);
        writer.WriteString("contentSha256", benchmark.ContentSha256);
        writer.WriteString("format", benchmark.Format);
        writer.WriteString("benchmark", benchmark.BenchmarkId);
        writer.WriteString("version", benchmark.Version);
        writer.WriteString("profile", benchmark.Profile);
        writer.WriteString("tool", benchmark.Tool);
        writer.WriteNumber("passed", benchmark.Passed);
        writer.WriteNumber("notApplicable", benchmark.NotApplicable);
        writer.WriteNumber("notSelected", benchmark.NotSelected);
        writer.WriteStrings("failed", benchmark.Failed);
        writer.WriteStrings("unknown", benchmark.Unknown);
        ProblemsDocument.Write(writer, benchmark.Problems);
        writer.WriteEndObject();
    }

    private static HumanEvidenceResult ReadRecord(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        return new HumanEvidenceResult
        {
            Path = Text("path"),
            Id = Text("id"),
            Kind = Text("kind"),
            Method = Text("method"),
            Objectives = [.. value.OptionalTexts("objectives", defects)],
            Finding = Text("finding"),
            About = Text("about"),
            Actor = Text("actor"),
            Role = Text("role"),
            CollectedOn = Text("collectedOn"),
            ExpiresOn = Text("expiresOn"),
            ContentName = Text("contentName"),
            ContentSha256 = Text("contentSha256"),
            Signature = Text("signature"),
            Problems = ProblemsDocument.Read(value, defects),
        };
    }

    private static BenchmarkResult ReadBenchmark(JsonValue value, DefectCollector defects)
    {
        string Text(string name) => value.RequiredText(name, defects) ?? "";
        int Number(string name) => (int)Math.Clamp(value.RequiredInt64(name, defects) ?? 0, int.MinValue, int.MaxValue);
        return new BenchmarkResult
        {
            Path = Text("path"),
            Id = Text("id"),
            Image = Text("image"),
            CollectedOn = Text("collectedOn"),
            ExpiresOn = Text("expiresOn"),
            ContentSha256 = Text("contentSha256"),
            Format = Text("format"),
            BenchmarkId = Text("benchmark"),
            Version = Text("version"),
            Profile = Text("profile"),
            Tool = Text("tool"),
            Passed = Number("passed"),
            NotApplicable = Number("notApplicable"),
            NotSelected = Number("notSelected"),
            Failed = [.. value.OptionalTexts("failed", defects)],
            Unknown = [.. value.OptionalTexts("unknown", defects)],
            Problems = ProblemsDocument.Read(value, defects),
        };
    }
}
