using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A rule that should be followed and is not: FedRAMP asks for the reason, the resulting risk to customers, and a senior official's acceptance.</summary>
public sealed record DeviationDocument
{
    [Description("Policy that is not met.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Policy { get; init; }

    [Description("Rule that is not followed, for example CMU-CSO-UVM.")]
    [MinLength(1)]
    public required string Rule { get; init; }

    [Description("Images that it is about, by reference or digest; * stands for any characters. None means all.")]
    public ImmutableArray<string> Images { get; init; } = [];

    [Description("Why the rule is not followed.")]
    [MinLength(1)]
    public required string Reason { get; init; }

    [Description("What that means for customers.")]
    [MinLength(1)]
    public required string CustomerRisk { get; init; }

    [Description("Name of the official who accepted it, one of approvers. Without, it is only requested and has no effect.")]
    [MinLength(1)]
    public string? AcceptedBy { get; init; }

    [Description("Day of acceptance, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? AcceptedOn { get; init; }

    [Description("Last day on which it has an effect, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Expires { get; init; }

    [Description("Where the acceptance is recorded.")]
    [MinLength(1)]
    public string? Document { get; init; }
}
