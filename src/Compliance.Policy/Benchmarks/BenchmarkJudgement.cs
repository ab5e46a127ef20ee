using System.Collections.Immutable;
using System.Globalization;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;
using Compliance.Policy.Documents;
using Compliance.Policy.Exceptions;
using Compliance.Policy.Results;

namespace Compliance.Policy.Benchmarks;

/// <summary>
/// Judges imported benchmark results: a pure function. Results count only for the very image that was tested; not applicable needs a rationale and is unknown without. They enter
/// no policy's verdict: they stand beside it, counted apart.
/// </summary>
public static class BenchmarkJudgement
{
    /// <param name="targets">The images that are audited; empty to judge the imports by themselves.</param>
    public static ImmutableArray<BenchmarkResult> Judge(IEnumerable<PresentedBenchmark> presented, IReadOnlyCollection<WaiverTarget> targets, DateTimeOffset at)
    {
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return [.. presented.OrderBy(import => import.Path, StringComparer.Ordinal).SelectMany(import => Judge(import, targets, day))];
    }

    private static IEnumerable<BenchmarkResult> Judge(PresentedBenchmark presented, IReadOnlyCollection<WaiverTarget> targets, string day)
    {
        if (!presented.Import.TryGet(out var import)) return [Empty(presented.Path, null, [new RecordProblem(BenchmarkGapCodes.Unreadable, $"the import can't be read: {presented.Import.Defects[0]}")])];
        var document = import.Document;
        var problems = new List<RecordProblem>();
        if (string.CompareOrdinal(day, document.ExpiresOn) > 0) problems.Add(new RecordProblem(BenchmarkGapCodes.Expired, $"expired {document.ExpiresOn}"));
        if (string.CompareOrdinal(day, document.CollectedOn) < 0) problems.Add(new RecordProblem(BenchmarkGapCodes.NotYet, $"tested {document.CollectedOn}, judged is {day}"));
        if (targets.Count > 0 && !targets.Any(target => target.Manifest.ToString() == document.Image || target.Index?.ToString() == document.Image))
            problems.Add(new RecordProblem(BenchmarkGapCodes.OtherImage, $"tested was {document.Image}, which is not audited here"));
        if (presented.Reports is null) return [Empty(presented.Path, document, [.. problems, new RecordProblem(BenchmarkGapCodes.Content, $"its results sha256:{document.Content.Sha256} are not beside it")])];
        if (!presented.Reports.TryGet(out var reports)) return [Empty(presented.Path, document, [.. problems, new RecordProblem(BenchmarkGapCodes.Unreadable, $"the results can't be read: {presented.Reports.Defects[0]}")])];
        return reports.Select(report => Judge(presented.Path, document, report, problems));
    }

    private static BenchmarkResult Judge(string path, BenchmarkImportDocument document, BenchmarkReport report, IEnumerable<RecordProblem> before)
    {
        var problems = before.ToList();
        if (report.BenchmarkId.Length == 0 || report.Version.Length == 0) problems.Add(new RecordProblem(BenchmarkGapCodes.Unidentified, "the results do not say which benchmark in which version"));
        if (!report.Subjects.IsEmpty && !report.Subjects.Any(subject => subject.ToString() == document.Image))
            problems.Add(new RecordProblem(BenchmarkGapCodes.OtherTarget, $"the results name {string.Join(", ", report.Subjects)}, the import {document.Image}"));
        var unexplained = report.Rules.Where(rule => rule.Outcome == BenchmarkOutcome.NotApplicable && !IsExplained(rule, document)).Select(rule => rule.Id).ToImmutableArray();
        if (!unexplained.IsEmpty)
            problems.Add(new RecordProblem(BenchmarkGapCodes.NoRationale, string.Create(CultureInfo.InvariantCulture, $"{unexplained.Length} not applicable without a rationale, for example {unexplained[0]}: unknown")));
        ImmutableArray<string> Ids(BenchmarkOutcome outcome) => [.. report.Rules.Where(rule => rule.Outcome == outcome).Select(rule => rule.Id)];
        return Empty(path, document, [.. problems]) with
        {
            Format = DocumentReader.WordOf(report.Format),
            BenchmarkId = report.BenchmarkId,
            Version = report.Version,
            Profile = report.Profile,
            Tool = report.Tool,
            Passed = report.Count(BenchmarkOutcome.Passed),
            NotApplicable = report.Count(BenchmarkOutcome.NotApplicable) - unexplained.Length,
            NotSelected = report.Count(BenchmarkOutcome.NotSelected),
            Failed = Ids(BenchmarkOutcome.Failed),
            Unknown = [.. Ids(BenchmarkOutcome.Unknown).Concat(unexplained).Order(StringComparer.Ordinal)],
        };
    }

    private static bool IsExplained(BenchmarkRule rule, BenchmarkImportDocument document) => rule.Rationale.Length > 0 || document.NotApplicable.ContainsKey(rule.Id);

    private static BenchmarkResult Empty(string path, BenchmarkImportDocument? document, ImmutableArray<RecordProblem> problems) => new()
    {
        Path = path,
        Id = document?.Id ?? "",
        Image = document?.Image ?? "",
        CollectedOn = document?.CollectedOn ?? "",
        ExpiresOn = document?.ExpiresOn ?? "",
        ContentSha256 = document?.Content.Sha256 ?? "",
        Format = "",
        BenchmarkId = "",
        Version = "",
        Profile = "",
        Tool = "",
        Passed = 0,
        NotApplicable = 0,
        NotSelected = 0,
        Failed = [],
        Unknown = [],
        Problems = problems,
    };
}
