namespace Compliance.Policy.Documents;

/// <summary>How far a waiver has come.</summary>
public enum WaiverState
{
    Requested = 0,
    AssessorValidated = 1,
    AoApproved = 2,
    Rejected = 3,
    Expired = 4,
}
