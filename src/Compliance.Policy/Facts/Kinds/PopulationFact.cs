using System.Collections.Immutable;

namespace Compliance.Policy.Facts;

/// <summary>How many of something there are, counted from another source than the list that policies judge.</summary>
public sealed record PopulationFact : FactValue
{
    public override FactKind Kind => FactKind.Population;

    /// <summary>Name under <c>counts.</c> in expressions, for example <c>packages</c>.</summary>
    public required string Name { get; init; }

    public required long Count { get; init; }

    /// <summary>What was counted, in words.</summary>
    public required string CountedFrom { get; init; }
}
