using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One assessment of a system.</summary>
public sealed record AssessmentDocument
{
    [Description("What kind, for example annual.")]
    [MinLength(1)]
    public required string Kind { get; init; }

    [Description("First day, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Starts { get; init; }

    [Description("Who assesses.")]
    [MinLength(1)]
    public string? Assessor { get; init; }
}
