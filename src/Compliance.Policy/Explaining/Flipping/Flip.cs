using System.Collections.Immutable;
using Compliance.Policy.Results;

namespace Compliance.Policy.Explaining.Flipping;

/// <summary>A change of facts that leads to another verdict; the engine was asked, so that it does.</summary>
/// <param name="Target">The verdict that it leads to.</param>
/// <param name="Changes">Empty when none was found within the bounds, which does not say that there is none.</param>
/// <param name="IsSmallest">Every smaller set of the changes that were considered was tried and does not lead there.</param>
/// <param name="Tried">Sets of facts that were judged.</param>
public sealed record Flip(Verdict Target, ImmutableArray<FactChange> Changes, bool IsSmallest, int Tried)
{
    public bool IsFound => !Changes.IsEmpty;
}
