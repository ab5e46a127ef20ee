namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>What a certificate is on a date, ordered from worst to best.</summary>
public enum CmvpState
{
    /// <summary>No certificate, or not yet one on the date.</summary>
    None = 0,
    Revoked = 1,
    Historical = 2,

    /// <summary>The sunset of an interim validation has passed. It stays active when its follow-up reached CMVP in time, which only NIST's list shows.</summary>
    InterimPassed = 3,
    Active = 4,
}
