using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>One check of a policy.</summary>
public sealed record CheckDocument
{
    [Description("Name of the check within the policy.")]
    [RegularExpression(DocumentPatterns.Id)]
    public required string Id { get; init; }

    [Description("CEL expression of type bool that has to be true.")]
    [MinLength(1)]
    public required string Check { get; init; }

    [Description("What to say when it is false; {{ expression }} is replaced by its value.")]
    [MinLength(1)]
    public required string Otherwise { get; init; }

    [Description("Ids of the policy's controls whose force the check has, where the profile has them and they are in force. A check without is a must.")]
    public ImmutableArray<string> Rules { get; init; } = [];

    [Description("What to do about it, one sentence.")]
    [MinLength(1)]
    public required string Remedy { get; init; }
}
