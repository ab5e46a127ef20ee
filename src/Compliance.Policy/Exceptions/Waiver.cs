using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Exceptions;

/// <summary>A waiver that was read. What it is worth is judged by <see cref="WaiverJudgement"/>.</summary>
public sealed record Waiver(WaiverDocument Document, string Path)
{
    /// <summary>Ending of a waiver's file.</summary>
    public const string Extension = ".yaml";

    /// <summary>Ending of the detached signature that lies beside it: <c>no-shell.yaml.p7s</c>.</summary>
    public const string SignatureExtension = ".p7s";

    /// <summary>Every defect is reported; any refuses the file.</summary>
    /// <param name="path">File name, ending in <see cref="Extension"/>: the id has to be the same.</param>
    public static Reading<Waiver> Read(ReadOnlyMemory<byte> bytes, string path, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var tree = YamlTree.Read(bytes, path, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<Waiver>(tree.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(path, bytes, defects);
        var document = WaiverDocumentReader.Read(root, text);
        if (document is not null && defects.Count == 0 && $"{document.Id}{Extension}" != path[(path.LastIndexOf('/') + 1)..])
            defects.Add(PolicyDiagnostics.Misplaced, text.Places["id"], $"'{document.Id}' lies in '{path}'; the two names have to be the same");
        return document is null || defects.Count > 0 ? Readings.Reject<Waiver>(defects.ToImmutable()) : Readings.Accept(new Waiver(document, path));
    }
}
