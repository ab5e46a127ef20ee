using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Policy.Documents;

/// <summary>Binds an import of benchmark results. The structure is that of <c>policies/benchmark.schema.json</c>.</summary>
internal static class BenchmarkImportReader
{
    /// <summary>Null when the root is no mapping; otherwise a document that may be used only if no defect was noted.</summary>
    public static BenchmarkImportDocument? Read(YamlNode root, DocumentText text)
    {
        if (DocumentReader.Over(root, text) is not { } reader) return null;
        var document = new BenchmarkImportDocument
        {
            Id = reader.Text("id", DocumentPatterns.Id),
            Image = reader.Text("image", "^sha256:[0-9a-f]{64}$"),
            CollectedOn = reader.Day("collectedOn"),
            ExpiresOn = reader.Day("expiresOn"),
            Content = EvidenceRecordReader.Content(reader.RequiredMapping("content")),
            NotApplicable = reader.Map("notApplicable", "^.+$", reader.ReadTextValue),
        };
        reader.Finish();
        if (string.CompareOrdinal(document.ExpiresOn, document.CollectedOn) < 0)
            text.Defects.Add(PolicyDiagnostics.BadValue, text.Places.TryGetValue("expiresOn", out var place) ? place : new Locator(text.Document), "it expires before it was collected");
        return document;
    }
}
