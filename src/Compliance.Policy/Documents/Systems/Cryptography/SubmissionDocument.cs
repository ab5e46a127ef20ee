using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A module that was submitted to the CMVP: FedRAMP's module policy wants updated major versions submitted within six months of release (FRR7).</summary>
public sealed record SubmissionDocument
{
    [Description("Name of the module as it states it.")]
    [MinLength(1)]
    public required string Module { get; init; }

    [Description("Version of the module.")]
    [MinLength(1)]
    public required string Version { get; init; }

    [Description("Day of the version's release, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string Released { get; init; }

    [Description("Day of submission, ISO 8601; none while it is planned.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Submitted { get; init; }

    [Description("Where the submission is recorded.")]
    [MinLength(1)]
    public string? Document { get; init; }
}
