using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>The clause that lets a policy be not applicable.</summary>
public sealed record NotApplicableDocument
{
    [Description("CEL expression of type bool that has to be true; unknown is not enough.")]
    [MinLength(1)]
    public required string When { get; init; }

    [Description("What to say then; {{ expression }} is replaced by its value.")]
    [MinLength(1)]
    public required string Because { get; init; }
}
