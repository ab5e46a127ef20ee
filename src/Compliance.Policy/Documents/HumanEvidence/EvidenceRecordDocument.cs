using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One record of human evidence, as written. <c>policies/evidence.schema.json</c> is made from it.</summary>
public sealed record EvidenceRecordDocument
{
    [Description("Name of the record; the file has the same name.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("Id of the system that it speaks for; without it every system that it is handed in for.")]
    [RegularExpression(DocumentPatterns.Id)]
    public string? System { get; init; }

    [Description("What it is.")]
    public required EvidenceKind Kind { get; init; }

    [Description("Method of SP 800-53A by which it was obtained.")]
    public required EvidenceMethod Method { get; init; }

    [Description("Objectives of SP 800-53A, or ids of rules, that it speaks to, as the catalogs write them.")]
    [MinLength(1)]
    public required ImmutableArray<string> Objectives { get; init; }

    [Description("What it says about them; supports where nothing is said.")]
    public EvidenceFinding Finding { get; init; }

    [Description("What is in it, for readers.")]
    [MinLength(1)]
    public string? About { get; init; }

    [Description("Name of the person who collected it.")]
    [MinLength(1)]
    public required string Actor { get; init; }

    [Description("Role in which the person collected it.")]
    [MinLength(1)]
    public required string Role { get; init; }

    [Description("Day on which it was collected, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string CollectedOn { get; init; }

    [Description("Last day on which it counts, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string ExpiresOn { get; init; }

    [Description("The bytes that it is about.")]
    public required EvidenceContentDocument Content { get; init; }
}
