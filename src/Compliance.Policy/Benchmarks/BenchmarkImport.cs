using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;
using Compliance.Policy.Documents;

namespace Compliance.Policy.Benchmarks;

/// <summary>An import of benchmark results that was read.</summary>
public sealed record BenchmarkImport(BenchmarkImportDocument Document, string Path)
{
    /// <summary>Folder of imports beside the records of human evidence.</summary>
    public const string Folder = "benchmarks/";

    public const string Extension = ".yaml";

    /// <summary>Every defect is reported; any refuses the file.</summary>
    /// <param name="path">Ending in <see cref="Extension"/>: the id has to be the file's name.</param>
    public static Reading<BenchmarkImport> Read(ReadOnlyMemory<byte> bytes, string path, Limits? limits = null)
    {
        limits ??= Limits.Default;
        var tree = YamlTree.Read(bytes, path, limits);
        if (!tree.TryGet(out var root)) return Readings.Reject<BenchmarkImport>(tree.Defects);
        var defects = new DefectCollector(limits);
        var text = new DocumentText(path, bytes, defects);
        var document = BenchmarkImportReader.Read(root, text);
        if (document is not null && defects.Count == 0 && $"{document.Id}{Extension}" != path[(path.LastIndexOf('/') + 1)..])
            defects.Add(PolicyDiagnostics.Misplaced, text.Places["id"], $"'{document.Id}' lies in '{path}'; the two names have to be the same");
        return document is null || defects.Count > 0 ? Readings.Reject<BenchmarkImport>(defects.ToImmutable()) : Readings.Accept(new BenchmarkImport(document, path));
    }
}
