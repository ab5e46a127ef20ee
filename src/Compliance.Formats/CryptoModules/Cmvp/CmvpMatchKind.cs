namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>How close a module comes to a certificate, from least to most.</summary>
public enum CmvpMatchKind
{
    None = 0,

    /// <summary>Something agrees (the name, or the version without the build) and something is missing: a person has to look.</summary>
    Candidate = 1,
    InProcess = 2,
    UpdateStream = 3,

    /// <summary>Name, version and build agree.</summary>
    Exact = 4,
}
