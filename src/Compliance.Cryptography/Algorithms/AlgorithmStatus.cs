namespace Compliance.Cryptography.Algorithms;

/// <summary>What NIST allows an algorithm with a key size to be used for. The default allows nothing.</summary>
public enum AlgorithmStatus
{
    /// <summary>Neither for making nor for checking signatures of federal information.</summary>
    NotApproved = 0,

    /// <summary>"Legacy use" of SP 800-131A r2: old signatures may be checked, new ones may not be made.</summary>
    LegacyVerifyOnly = 1,

    Approved = 2,
}
