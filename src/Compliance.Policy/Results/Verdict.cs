namespace Compliance.Policy.Results;

/// <summary>
/// The result of a policy. The order is the rule of combination: the least of what is not <see cref="NotApplicable"/> wins, so a known
/// failure outranks what is unknown, and the default is unknown.
/// </summary>
public enum Verdict
{
    NotMet = -1,
    Unknown = 0,
    NotApplicable = 1,
    Met = 2,
}
