using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Policy.Results;
using Compliance.Reporting.Model;

namespace Compliance.Reporting.Sections;

/// <summary>What people collected and what other tools measured, counted apart from what the engine collected.</summary>
internal static class HumanEvidenceSection
{
    public const string Id = "human-evidence";

    private const int MaxRules = 20;

    public static Block.Section Fold(EvidenceDraft draft)
    {
        var (records, benchmarks) = (draft.Evaluation.HumanEvidence, draft.Evaluation.Benchmarks);
        if (records.IsEmpty && benchmarks.IsEmpty)
            return new Block.Section(2, Id, "Human evidence and benchmarks", [new Block.Paragraph([$"None given; {Wording.Count(Images.FactCount(draft), "fact")} collected by machine."])]);
        return new Block.Section(2, Id, "Human evidence and benchmarks",
        [
            new Block.Paragraph(
            [
                $"{Wording.Number(records.Count(record => record.Counts))} of {Wording.Count(records.Length, "record")} by people count on the judged day; beside them stand {Wording.Count(Images.FactCount(draft), "fact")} collected by machine. No verdict of a policy rests on human evidence or on an imported benchmark.",
            ]),
            .. records.IsEmpty ? Array.Empty<Block>() : [Records(records)],
            .. benchmarks.IsEmpty ? Array.Empty<Block>() : [Benchmarks(benchmarks)],
        ]);
    }

    private static Block.Table Records(ImmutableArray<HumanEvidenceResult> records) => new(
        "Human evidence: by people, for objectives",
        [new("Record", 24), new("Objectives", 20), new("By", 24), new("Worth", 32)],
        [.. records.Select(record => new TableRow(
            new TableCell([[new Inline.Strong(record.Id.Length > 0 ? record.Id : record.Path)], [new Inline.Aside($"{record.Kind}, {record.Method}")], [Wording.OrNone(record.ContentName)], [new Inline.Code(record.ContentSha256)]]),
            new TableCell([.. record.Objectives.Select(objective => (ImmutableArray<Inline>)[new Inline.Code(objective)]).DefaultIfEmpty([new Inline.Aside("none readable")])]),
            new TableCell([[Wording.OrNone(record.Actor)], [new Inline.Aside(record.Role)], [new Inline.Aside("collected "), record.CollectedOn], [new Inline.Aside("signature "), record.Signature]]),
            Worth(record.Counts, record.Counts ? $"{record.Finding}, until {record.ExpiresOn}" : "does not count", record.Contradicts, record.About, record.Problems)))]);

    private static Block.Table Benchmarks(ImmutableArray<BenchmarkResult> benchmarks) => new(
        "Benchmark results of other tools",
        [new("Import", 24), new("Benchmark", 26), new("Results", 20), new("Not passed, and gaps", 30)],
        [.. benchmarks.Select(benchmark => new TableRow(
            new TableCell([[new Inline.Strong(benchmark.Id.Length > 0 ? benchmark.Id : benchmark.Path)], [new Inline.Aside(benchmark.Format)], [new Inline.Code(benchmark.Image)], [new Inline.Code(benchmark.ContentSha256)]]),
            new TableCell([[Wording.OrNone(benchmark.BenchmarkId)], [new Inline.Aside("version "), Wording.OrNone(benchmark.Version)], [new Inline.Aside("profile "), Wording.OrNone(benchmark.Profile)], [new Inline.Aside("tool "), Wording.OrNone(benchmark.Tool)]]),
            new TableCell(
            [
                [$"{Wording.Number(benchmark.Failed.Length)} failed"], [$"{Wording.Number(benchmark.Unknown.Length)} unknown"], [$"{Wording.Number(benchmark.Passed)} passed"], [$"{Wording.Number(benchmark.NotApplicable)} not applicable"],
                [$"{Wording.Number(benchmark.NotSelected)} not selected"],
            ]),
            new TableCell(
            [
                .. Rules("failed", benchmark.Failed),
                .. Rules("unknown", benchmark.Unknown),
                .. benchmark.Problems.Select(problem => (ImmutableArray<Inline>)[new Inline.Strong(problem.Code.Text), " ", problem.Message]),
                [new Inline.Aside("tested "), Wording.OrNone(benchmark.CollectedOn)],
            ])))]);

    private static IEnumerable<ImmutableArray<Inline>> Rules(string word, ImmutableArray<string> ids)
    {
        if (ids.IsEmpty) yield break;
        var more = ids.Length > MaxRules ? $" and {Wording.Number(ids.Length - MaxRules)} more in {ReportDraft.ResultsPath}" : "";
        yield return [new Inline.Aside($"{word}: "), $"{string.Join(", ", ids.Take(MaxRules))}{more}"];
    }

    private static TableCell Worth(bool counts, string words, bool contradicts, string about, ImmutableArray<RecordProblem> problems) => new(
    [
        [new Inline.Badge(!counts ? Tone.Neutral : contradicts ? Tone.Bad : Tone.Good, words)],
        .. about.Length == 0 ? Array.Empty<ImmutableArray<Inline>>() : [[(Inline)about]],
        .. problems.Select(problem => (ImmutableArray<Inline>)[new Inline.Strong(problem.Code.Text), " ", problem.Message]),
    ]);
}
