using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One import of benchmark results, as written: what the results file can't say. <c>policies/benchmark.schema.json</c> is made from it.</summary>
public sealed record BenchmarkImportDocument
{
    [Description("Name of the import; the file has the same name.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Digest of the image manifest or index that was tested.")]
    [RegularExpression("^sha256:[0-9a-f]{64}$")]
    public required string Image { get; init; }

    [Description("Day on which it was tested, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string CollectedOn { get; init; }

    [Description("Last day on which it counts, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string ExpiresOn { get; init; }

    [Description("The results file, as the tool wrote it.")]
    public required EvidenceContentDocument Content { get; init; }

    [Description("Why rules are not applicable, by rule id, where the results file does not say it.")]
    public ImmutableSortedDictionary<string, string> NotApplicable { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
