using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Compliance.Policy.Documents;

/// <summary>A declared use of cryptography (SC-13a).</summary>
public sealed record CryptographicUseDocument
{
    [Description("Name of the use, for example service TLS.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("What it protects.")]
    public required CryptographicPurpose Purpose { get; init; }

    [Description("Name of the module that does it.")]
    [MinLength(1)]
    public string? Module { get; init; }

    [Description("Operational environment that it runs in, as the certificate writes it.")]
    [MinLength(1)]
    public string? Environment { get; init; }

    [Description("Whether the certificate names that environment as tested, or the vendor affirms it.")]
    public EnvironmentBasis? EnvironmentIs { get; init; }

    [Description("Where the module's entropy comes from there, for certificates that leave it to the user (for example an ESV certificate).")]
    [MinLength(1)]
    public string? Entropy { get; init; }

    [Description("Area of data as the cryptographic modules table calls it, for example web application to database.")]
    [MinLength(1)]
    public string? Area { get; init; }

    [Description("For data in transit: the module at the far end, by its name under modules.")]
    [MinLength(1)]
    public string? Peer { get; init; }

    [Description("For data in transit: area of the far end.")]
    [MinLength(1)]
    public string? PeerArea { get; init; }

    [Description("For data in transit: the protocol.")]
    public TransportProtocol? Protocol { get; init; }

    [Description("For data at rest and other uses: what is encrypted.")]
    public EncryptionKind? Encryption { get; init; }

    [Description("Where the module comes from.")]
    public ModulePlacement? Placement { get; init; }

    [Description("Remarks for the cryptographic modules table.")]
    [MinLength(1)]
    public string? Notes { get; init; }
}
