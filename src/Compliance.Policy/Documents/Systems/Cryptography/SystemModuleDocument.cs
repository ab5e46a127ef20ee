using System.Collections.Immutable;
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

    [Description("What it is.")]
    public OutsideModuleKind? Kind { get; init; }

    [Description("Vendor of the module.")]
    [MinLength(1)]
    public string? Vendor { get; init; }

    [Description("Services that use it; none means the whole system.")]
    public ImmutableArray<string> Services { get; init; } = [];

    [Description("What it protects.")]
    public CryptographicPurpose? Purpose { get; init; }

    [Description("Where the module comes from.")]
    public ModulePlacement? Placement { get; init; }

    [Description("Whether it is configured to its approved mode.")]
    public bool? ApprovedMode { get; init; }

    [Description("How it is correctly configured, or where that is written (inherited modules need it).")]
    [MinLength(1)]
    public string? Configuration { get; init; }

    [Description("What is encrypted, for data at rest and other uses.")]
    public EncryptionKind? Encryption { get; init; }

    [Description("Remarks for the cryptographic modules table.")]
    [MinLength(1)]
    public string? Notes { get; init; }
}
