using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>
/// A move away from a validated module to one that is not validated. FedRAMP's Rev5 guidance to SC-13 accepts it under five conditions, which are the fields here.
/// </summary>
public sealed record ModuleExchangeDocument
{
    [Description("Name of the module that is used now, as it states it.")]
    [MinLength(1)]
    public required string Module { get; init; }

    [Description("Version of that module.")]
    [MinLength(1)]
    public required string Version { get; init; }

    [Description("CMVP certificate of the validated module that it replaces.")]
    public required long Replaces { get; init; }

    [Description("Known vulnerability of the validated version, for example a CVE (first condition).")]
    [MinLength(1)]
    public string? Vulnerability { get; init; }

    [Description("Whether the feature with the vulnerability is in use (second condition).")]
    public bool? FeatureInUse { get; init; }

    [Description("Version that fixes it (third condition).")]
    [MinLength(1)]
    public string? FixedIn { get; init; }

    [Description("Day on which the version in use was submitted for validation, ISO 8601 (fourth condition).")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Submitted { get; init; }

    [Description("Number in the plan of action and milestones that tracks approval and deployment (fifth condition).")]
    [MinLength(1)]
    public string? Poam { get; init; }
}
