namespace Compliance.Policy.Results;

/// <summary>Whether a failed <c>should</c> is a recorded deviation.</summary>
public enum DeviationState
{
    /// <summary>Nothing is recorded: the failure counts as one.</summary>
    Missing = 0,

    /// <summary>Something is recorded that has no effect: nobody accepted it, or it is not valid on the day. The failure counts as one.</summary>
    NotAccepted = 1,

    /// <summary>Reason, risk and a named official's acceptance are recorded and valid on the day.</summary>
    Recorded = 2,
}
