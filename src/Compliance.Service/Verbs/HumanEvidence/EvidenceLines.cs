using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Policy.Results;
using Compliance.Service.Terminals;

namespace Compliance.Service.Verbs.HumanEvidence;

/// <summary>Human evidence and imported benchmark results for people and for <c>--json</c>, counted apart from what the engine collected.</summary>
internal static class EvidenceLines
{
    public static void Write(Terminal terminal, ImmutableArray<HumanEvidenceResult> records, ImmutableArray<BenchmarkResult> benchmarks, string indent)
    {
        if (records.IsEmpty && benchmarks.IsEmpty) return;
        terminal.Output.WriteLine();
        var table = new Columns("", "", "", "");
        foreach (var record in records)
            table.Add(record.Counts ? Tone.Plain : Tone.Open, "human", record.Id.Length > 0 ? record.Id : record.Path, $"{record.Method} {string.Join(" ", record.Objectives)}".Trim(), $"{record.Words}{Code(record.Problems)}");
        foreach (var benchmark in benchmarks)
            table.Add(ToneOf(benchmark), "benchmark", benchmark.Id.Length > 0 ? benchmark.Id : benchmark.Path, $"{benchmark.BenchmarkId} {benchmark.Version}".Trim(), $"{benchmark.Words}{Code(benchmark.Problems)}");
        table.Write(terminal, indent);
        if (!records.IsEmpty) terminal.Output.WriteLine($"{indent}{Counts(records)}");
    }

    /// <summary>Members <c>humanEvidence</c> and <c>benchmarks</c> of the object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<HumanEvidenceResult> records, ImmutableArray<BenchmarkResult> benchmarks)
    {
        writer.WriteStartArray("humanEvidence");
        foreach (var record in records) Write(writer, record);
        writer.WriteEndArray();
        writer.WriteStartArray("benchmarks");
        foreach (var benchmark in benchmarks) Write(writer, benchmark);
        writer.WriteEndArray();
    }

    private static string Counts(ImmutableArray<HumanEvidenceResult> records)
    {
        var counting = records.Where(record => record.Counts).ToArray();
        return string.Create(CultureInfo.InvariantCulture,
            $"human evidence: {counting.Length} of {records.Length} count, for {counting.SelectMany(record => record.Objectives).Distinct(StringComparer.Ordinal).Count()} objectives; no policy's verdict rests on it");
    }

    private static string Code(ImmutableArray<RecordProblem> problems) => problems.IsEmpty ? "" : $" ({problems[0].Code})";

    private static Tone ToneOf(BenchmarkResult benchmark) => !benchmark.Problems.IsEmpty ? Tone.Open : benchmark.Failed.IsEmpty ? Tone.Plain : Tone.Bad;

    private static void Write(Utf8JsonWriter writer, HumanEvidenceResult record)
    {
        writer.WriteStartObject();
        writer.WriteString("path", record.Path);
        writer.WriteString("id", record.Id);
        writer.WriteString("kind", record.Kind);
        writer.WriteString("method", record.Method);
        WriteTexts(writer, "objectives", record.Objectives);
        writer.WriteString("finding", record.Finding);
        writer.WriteString("actor", record.Actor);
        writer.WriteString("role", record.Role);
        writer.WriteString("collectedOn", record.CollectedOn);
        writer.WriteString("expiresOn", record.ExpiresOn);
        writer.WriteString("content", $"sha256:{record.ContentSha256}");
        writer.WriteString("signature", record.Signature);
        writer.WriteBoolean("counts", record.Counts);
        WriteProblems(writer, record.Problems);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BenchmarkResult benchmark)
    {
        writer.WriteStartObject();
        writer.WriteString("path", benchmark.Path);
        writer.WriteString("id", benchmark.Id);
        writer.WriteString("image", benchmark.Image);
        writer.WriteString("format", benchmark.Format);
        writer.WriteString("benchmark", benchmark.BenchmarkId);
        writer.WriteString("version", benchmark.Version);
        writer.WriteString("profile", benchmark.Profile);
        writer.WriteString("tool", benchmark.Tool);
        writer.WriteString("content", $"sha256:{benchmark.ContentSha256}");
        writer.WriteNumber("passed", benchmark.Passed);
        writer.WriteNumber("notApplicable", benchmark.NotApplicable);
        writer.WriteNumber("notSelected", benchmark.NotSelected);
        WriteTexts(writer, "failed", benchmark.Failed);
        WriteTexts(writer, "unknown", benchmark.Unknown);
        WriteProblems(writer, benchmark.Problems);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteProblems(Utf8JsonWriter writer, ImmutableArray<RecordProblem> problems)
    {
        writer.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("code", problem.Code.Text);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
