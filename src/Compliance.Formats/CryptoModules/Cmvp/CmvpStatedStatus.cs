namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>What NIST's list said about a certificate on the day it was read.</summary>
public enum CmvpStatedStatus
{
    /// <summary>An imported list that has every certificate did not have it.</summary>
    Unlisted = -1,
    Revoked = 0,
    Historical = 1,
    Active = 2,
}
