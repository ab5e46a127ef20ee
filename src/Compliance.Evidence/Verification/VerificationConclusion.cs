namespace Compliance.Evidence.Verification;

/// <summary>What a verification comes to. The numbers are exit codes of <c>verify</c>.</summary>
public enum VerificationConclusion
{
    /// <summary>Every check passed or was noted, under the caller's anchor.</summary>
    Verified = 0,

    /// <summary>A check failed, or evidence and policies give other facts or verdicts.</summary>
    Failed = 1,

    /// <summary>Nothing failed, but something could not be checked: no anchor (integrity only), or no re-performance.</summary>
    Incomplete = 2,
}
