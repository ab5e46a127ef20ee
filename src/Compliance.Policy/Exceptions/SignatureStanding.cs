namespace Compliance.Policy.Exceptions;

/// <summary>What came of the signature beside a document that people write.</summary>
public enum SignatureStanding
{
    Failed = -1,

    /// <summary>It can't be decided: no trust was given.</summary>
    Indeterminate = 0,
    Absent = 1,
    Verified = 2,
}
