using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.HumanEvidence;

/// <summary>A record of human evidence that was read. Whether it counts is judged by <see cref="HumanEvidenceJudgement"/>.</summary>
public sealed record EvidenceRecord(EvidenceRecordDocument Document, string Path)
{
    /// <summary>Ending of a record's file; a signature lies beside it with <c>.p7s</c> appended.</summary>
    public const string Extension = ".yaml";

    /// <summary>Folder of contents, each named by its SHA-256 in hexadecimal.</summary>
    public const string ContentFolder = "content/";

    /// <summary>Every defect is reported; any refuses the file.</summary>
    /// <param name="path">File name, ending in <see cref="Extension"/>: the id has to be the same.</param>
    public static Reading<EvidenceRecord> Read(ReadOnlyMemory<byte> bytes, string path, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var tree = YamlTree.Read(bytes, path, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<EvidenceRecord>(tree.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(path, bytes, defects);
        var document = EvidenceRecordReader.Read(root, text);
        if (document is not null && defects.Count == 0 && $"{document.Id}{Extension}" != path[(path.LastIndexOf('/') + 1)..])
            defects.Add(PolicyDiagnostics.Misplaced, text.Places["id"], $"'{document.Id}' lies in '{path}'; the two names have to be the same");
        return document is null || defects.Count > 0 ? Readings.Reject<EvidenceRecord>(defects.ToImmutable()) : Readings.Accept(new EvidenceRecord(document, path));
    }
}
