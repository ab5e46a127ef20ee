namespace Compliance.Policy.Cases.Mutating;

/// <summary>A mutant that no case can tell from the policy, and why that is so.</summary>
public sealed record AcceptedSurvivor(PolicyMutant Mutant, string Reason);
