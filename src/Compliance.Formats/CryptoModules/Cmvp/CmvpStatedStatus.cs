namespace Compliance.Formats.CryptoModules.Cmvp;

/// <summary>What NIST's list said about a certificate on the day it was read.</summary>
public enum CmvpStatedStatus
{
    Revoked = 0,
    Historical = 1,
    Active = 2,
}
