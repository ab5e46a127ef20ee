using System.Collections.Immutable;

namespace Compliance.Policy.Cases.Mutating;

/// <summary>What mutating a policy showed about its cases.</summary>
/// <param name="Killed">Mutants that some case told from the policy.</param>
/// <param name="Survivors">Mutants that no case tells from the policy, in the order of their places: a case is missing, or the change changes nothing.</param>
/// <param name="Accepted">Survivors that the policy's read-me lists with a reason.</param>
/// <param name="Stale">Lines of that list that no survivor answers to: <c>before → after</c>.</param>
/// <param name="Refused">Mutants that do not compile and so say nothing.</param>
public sealed record MutationReport(
    string PolicyId,
    int Killed,
    ImmutableArray<PolicyMutant> Survivors,
    ImmutableArray<AcceptedSurvivor> Accepted,
    ImmutableArray<string> Stale,
    int Refused);
