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
}
