using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A rule set that a system follows since a day.</summary>
public sealed record AdoptionDocument
{
    [Description("Rule set, for example CMU.")]
    [MinLength(1)]
    public required string Ruleset { get; init; }

    [Description("First day, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string On { get; init; }
}
