namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>What OpenSSL would make of a configuration.</summary>
public enum ConfigurationLoad
{
    /// <summary>Part of it could not be seen, or it is beyond what is read here. The default: nothing is concluded.</summary>
    Unseen = 0,

    /// <summary>There is no file: OpenSSL starts without a configuration.</summary>
    Absent = 1,

    /// <summary>OpenSSL stops with a syntax error and takes nothing from it.</summary>
    Refused = 2,
    Loaded = 3,
}
