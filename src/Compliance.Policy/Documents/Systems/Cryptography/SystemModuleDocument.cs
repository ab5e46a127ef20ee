using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A cryptographic module of the system that no image holds.</summary>
public sealed record SystemModuleDocument
{
    [Description("Name of the module.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("Version of the module.")]
    [MinLength(1)]
    public required string Version { get; init; }

    [Description("CMVP certificate number.")]
    public long? Certificate { get; init; }

    [Description("FedRAMP identifier of the system that it is inherited from; it stands in place of the certificate number.")]
    [MinLength(1)]
    public string? InheritedFrom { get; init; }

    [Description("What it is used for.")]
    [MinLength(1)]
    public required string Use { get; init; }
}
