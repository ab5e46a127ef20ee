using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>How binding one rule is under a profile.</summary>
public sealed record RuleForceDocument
{
    [Description("Catalog of the rule.")]
    [MinLength(1)]
    public required string Framework { get; init; }

    [Description("Id of the rule.")]
    [MinLength(1)]
    public required string Id { get; init; }

    [Description("must, should or may.")]
    public required Force Force { get; init; }
}
