namespace Compliance.Evidence.Verification;

/// <summary>The eight lines of a verification, in their order.</summary>
public enum VerificationTopic
{
    Container = 1,
    Digests = 2,
    Signature = 3,
    Time = 4,
    Facts = 5,
    Verdicts = 6,
    Reports = 7,
    Ledger = 8,
}
