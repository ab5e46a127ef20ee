using System.Collections.Immutable;
using Compliance.Cryptography.Trust;
using Compliance.Evidence.Raw;
using Compliance.Formats.Benchmarks;
using Compliance.Formats.Reading;
using Compliance.Policy.Benchmarks;
using Compliance.Policy.Exceptions;
using Compliance.Policy.HumanEvidence;
using Compliance.Policy.Library;
using Compliance.Policy.Results;

namespace Compliance.Evidence.Assessing;

/// <summary>The folder of human evidence and imported benchmark results, as it is in raw evidence: reads it and has it told beside the verdicts.</summary>
public static class PeopleEvidence
{
    private const string SignatureExtension = ".p7s";

    /// <summary>Records with their signatures judged on the date, and whether their content lies beside them.</summary>
    /// <param name="files">Of the folder, <see cref="RawItem.Origin"/> is the path in it.</param>
    public static ImmutableArray<PresentedRecord> Records(IReadOnlyCollection<RawDocument> files, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        var byName = files.ToDictionary(file => file.Item.Origin, StringComparer.Ordinal);
        return [.. files.Where(file => IsDocument(file.Item.Origin) && !file.Item.Origin.Contains('/', StringComparison.Ordinal)).Select(file => Present(file, byName, trust, at, limits))];
    }

    /// <summary>Imports with their results files read again.</summary>
    /// <inheritdoc cref="Records" path="/param[@name='files']"/>
    public static ImmutableArray<PresentedBenchmark> Benchmarks(IReadOnlyCollection<RawDocument> files, Limits limits)
    {
        var byName = files.ToDictionary(file => file.Item.Origin, StringComparer.Ordinal);
        return [.. files.Where(file => IsDocument(file.Item.Origin) && file.Item.Origin.StartsWith(BenchmarkImport.Folder, StringComparison.Ordinal)).Select(file => Present(file, byName, limits))];
    }

    internal static Evaluation Apply(Evaluation evaluation, PolicySet policies, RawEvidence raw, Limits limits)
    {
        if (raw.HumanEvidence is not { } files) return evaluation;
        var records = HumanEvidenceJudgement.Judge(policies, Records(files, WaiverEvidence.TrustOf(raw, limits), evaluation.EvaluatedAt, limits), evaluation.EvaluatedAt);
        return HumanEvidenceJudgement.Join(evaluation, records) with { Benchmarks = BenchmarkJudgement.Judge(Benchmarks(files, limits), WaiverEvidence.TargetsOf(raw), evaluation.EvaluatedAt) };
    }

    private static bool IsDocument(string name) => name.EndsWith(EvidenceRecord.Extension, StringComparison.Ordinal);

    private static PresentedRecord Present(RawDocument file, Dictionary<string, RawDocument> byName, TrustPolicy? trust, DateTimeOffset at, Limits limits)
    {
        var name = file.Item.Origin;
        if (file.Item.Size > limits.MaxYamlBytes) return new PresentedRecord(name, Readings.Reject<EvidenceRecord>(HumanEvidenceCodes.Unreadable, new Locator(name), "larger than a record may be"), false, SignatureJudgement.Absent);
        var bytes = file.ReadAll(limits);
        var reading = EvidenceRecord.Read(bytes, name, limits);
        var hasContent = reading.TryGet(out var record) && Content(record.Document.Content.Sha256, byName) is not null;
        return new PresentedRecord(name, reading, hasContent, DocumentJudgement.Judge(byName.GetValueOrDefault(name + SignatureExtension), bytes, trust, TrustPurpose.CollectEvidence, at, limits));
    }

    private static PresentedBenchmark Present(RawDocument file, Dictionary<string, RawDocument> byName, Limits limits)
    {
        var name = file.Item.Origin;
        if (file.Item.Size > limits.MaxYamlBytes) return new PresentedBenchmark(name, Readings.Reject<BenchmarkImport>(BenchmarkGapCodes.Unreadable, new Locator(name), "larger than an import may be"), null);
        var reading = BenchmarkImport.Read(file.ReadAll(limits), name, limits);
        if (!reading.TryGet(out var import) || Content(import.Document.Content.Sha256, byName) is not { } content) return new PresentedBenchmark(name, reading, null);
        if (content.Item.Size > BenchmarkReaders.MaxBytes || !content.Fits(limits))
            return new PresentedBenchmark(name, reading, Readings.Reject<ImmutableArray<BenchmarkReport>>(BenchmarkCodes.Bounds, new Locator(name), "the results are larger than is read"));
        using var stream = new MemoryStream(content.ReadAll(limits), writable: false);
        return new PresentedBenchmark(name, reading, BenchmarkReaders.Read(stream, import.Document.Content.Name, limits));
    }

    // The digest of a raw document was checked when it was taken in: from the folder at audit time, from the package at verification.
    private static RawDocument? Content(string sha256, Dictionary<string, RawDocument> byName) =>
        byName.TryGetValue(EvidenceRecord.ContentFolder + sha256, out var content) && content.Item.Sha256.Hex == sha256 ? content : null;
}
