namespace Compliance.Policy.Results;

/// <summary>A policy that speaks to an objective.</summary>
public sealed record ObjectiveVerdict(string PolicyId, Verdict Verdict);
