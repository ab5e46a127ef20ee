using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>
/// A use of a module without an active validation. FedRAMP's module policy v1.1 wants it documented by offering, component and function with its impact (FRR3), and with a plan to
/// move when it is no update stream (FRR6, FRR10).
/// </summary>
public sealed record UnvalidatedUseDocument
{
    [Description("Name of the module as it states it.")]
    [MinLength(1)]
    public required string Module { get; init; }

    [Description("Component of the offering that uses it.")]
    [MinLength(1)]
    public required string Component { get; init; }

    [Description("Cryptographic function that it is used for, for example signing of session tokens.")]
    [MinLength(1)]
    public required string Function { get; init; }

    [Description("What that means for federal data.")]
    [MinLength(1)]
    public required string Impact { get; init; }

    [Description("Number in the plan of action and milestones.")]
    [MinLength(1)]
    public string? Poam { get; init; }

    [Description("Day by which the plan ends the use, ISO 8601.")]
    [RegularExpression(DocumentPatterns.Day)]
    public string? Due { get; init; }
}
