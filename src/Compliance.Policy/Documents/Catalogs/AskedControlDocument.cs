using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A control, objective or rule that a person's evidence speaks to.</summary>
public sealed record AskedControlDocument
{
    [Description("Catalog under policies/catalogs/controls, for example nist-800-53r5.")]
    [MinLength(1)]
    public required string Framework { get; init; }

    [Description("Control or rule id as the framework writes it.")]
    [MinLength(1)]
    public required string Id { get; init; }

    [Description("Assessment objective (SP 800-53A).")]
    [MinLength(1)]
    public string? Objective { get; init; }
}
