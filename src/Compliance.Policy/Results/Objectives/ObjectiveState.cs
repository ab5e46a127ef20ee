namespace Compliance.Policy.Results;

/// <summary>What evidence says about an assessment objective. Whether it is satisfied is the assessor's word alone.</summary>
public enum ObjectiveState
{
    /// <summary>No policy speaks to it, or one that does is unknown or not applicable only.</summary>
    NotEvidenced = 0,

    /// <summary>A policy that speaks to it is not met.</summary>
    Contradicted = 1,

    /// <summary>Every policy that speaks to it is met or not applicable, and one is met.</summary>
    Supported = 2,
}
