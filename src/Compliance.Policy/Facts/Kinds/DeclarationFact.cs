namespace Compliance.Policy.Facts;

/// <summary>
/// What the system file states about the image, which no image can know: the services that run it, what they use cryptography for, modules that no image
/// holds, submissions to the CMVP. It is the provider's word, recorded as such.
/// </summary>
public sealed record DeclarationFact : FactValue
{
    public override FactKind Kind => FactKind.Declaration;

    /// <summary><c>service</c>, <c>use</c>, <c>module</c> or <c>submission</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>Name of the service, use or module.</summary>
    public required string Name { get; init; }

    /// <summary>Service that the declaration belongs to; empty for the whole system.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name of the cryptographic module that it is about; empty when none is named.</summary>
    public string Module { get; init; } = "";

    /// <summary>Version of that module; empty when none is stated.</summary>
    public string Version { get; init; } = "";

    /// <summary>What a use protects: <c>data-in-transit</c>, <c>data-at-rest</c> or <c>other</c>; empty for other topics.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Source of entropy that a use relies on; empty when none is stated.</summary>
    public string Entropy { get; init; } = "";

    /// <summary>Day of release of a submitted version, ISO date; empty for other topics.</summary>
    public string Released { get; init; } = "";

    /// <summary>Day of submission, ISO date; empty while it is planned and for other topics.</summary>
    public string Submitted { get; init; } = "";
}
