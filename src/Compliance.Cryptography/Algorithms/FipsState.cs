namespace Compliance.Cryptography.Algorithms;

/// <summary>
/// Whether the platform's module answers from its FIPS provider. It describes the machine that checks, not the image that is checked, and is no
/// statement about a validation certificate.
/// </summary>
public enum FipsState
{
    /// <summary>The platform can't be asked.</summary>
    Unknown = 0,

    /// <summary>No FIPS provider can be loaded, or it is not the default.</summary>
    Off = 1,

    /// <summary>The FIPS provider is loaded, but default properties do not ask for it.</summary>
    Available = 2,

    /// <summary>Default properties are <c>fips=yes</c> and the FIPS provider is loaded.</summary>
    On = 3,
}
