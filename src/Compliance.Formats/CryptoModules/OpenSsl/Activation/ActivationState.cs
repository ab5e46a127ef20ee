namespace Compliance.Formats.CryptoModules.OpenSsl.Activation;

/// <summary>Whether a program that starts as the image says would work with a FIPS provider.</summary>
public enum ActivationState
{
    /// <summary>Something that decides it could not be seen.</summary>
    Unknown = 0,
    Off = 1,

    /// <summary>The host decides, for example by its kernel's FIPS flag.</summary>
    Conditional = 2,
    On = 3,
}
