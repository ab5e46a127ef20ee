using System.Collections.Immutable;
using Compliance.Policy.Explaining.Flipping;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining;

/// <summary>Why a policy came out as it did: its result, and every item with every check.</summary>
/// <param name="Around">The rules around the checks: population and the not-applicable clause, where the policy has them.</param>
/// <param name="Flips">Small changes of facts that would lead to another verdict, one for each verdict that is looked for.</param>
public sealed record PolicyExplanation(PolicyResult Result, ImmutableArray<ItemExplanation> Items, ImmutableArray<CheckExplanation> Around, ImmutableArray<Flip> Flips);
