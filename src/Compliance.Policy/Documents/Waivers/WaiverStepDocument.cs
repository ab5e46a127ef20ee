using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One step of a waiver's life: who did what, when, and where that is written down.</summary>
public sealed record WaiverStepDocument
{
    [Description("What the waiver became by this step.")]
    public required WaiverState State { get; init; }

    [Description("Day of the step, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public required string On { get; init; }

    [Description("Name of the person.")]
    [MinLength(1)]
    public required string Actor { get; init; }

    [Description("Role in which the person acted.")]
    [MinLength(1)]
    public required string Role { get; init; }

    [Description("Where the step is written down: ticket, letter or minutes.")]
    [MinLength(1)]
    public required string Document { get; init; }
}
