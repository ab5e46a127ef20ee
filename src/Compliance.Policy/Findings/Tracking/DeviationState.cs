namespace Compliance.Policy.Findings.Tracking;

/// <summary>How far a deviation has come.</summary>
public enum DeviationState
{
    Requested = 0,
    Approved = 1,
    Rejected = 2,

    /// <summary>A POA&amp;M says so; who approved it is not evidenced.</summary>
    Stated = 3,
}
