using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining;

/// <summary>Why a policy came out as it did: its result, and every item with every check.</summary>
/// <param name="Around">The rules around the checks: population and the not-applicable clause, where the policy has them.</param>
public sealed record PolicyExplanation(PolicyResult Result, ImmutableArray<ItemExplanation> Items, ImmutableArray<CheckExplanation> Around);
