using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A control, objective or rule that a policy speaks to.</summary>
public sealed record ControlDocument
{
    [Description("Catalog under policies/catalogs/controls, for example nist-800-53r5.")]
    [MinLength(1)]
    public required string Framework { get; init; }

    [Description("Control or rule id as the framework writes it.")]
    [MinLength(1)]
    public required string Id { get; init; }

    [Description("Assessment objective (SP 800-53A) that the evidence speaks to.")]
    [MinLength(1)]
    public string? Objective { get; init; }

    [Description("How binding the rule is, where the framework says so.")]
    public Force? Force { get; init; }

    [Description("Where it is read that the policy speaks to this control.")]
    [MinLength(1)]
    public required string Source { get; init; }
}
