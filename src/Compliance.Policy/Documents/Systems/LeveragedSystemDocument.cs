using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A certified system that another builds on.</summary>
public sealed record LeveragedSystemDocument
{
    [Description("FedRAMP identifier.")]
    [MinLength(1)]
    public required string FedRampId { get; init; }

    [Description("Name.")]
    [MinLength(1)]
    public required string Title { get; init; }
}
