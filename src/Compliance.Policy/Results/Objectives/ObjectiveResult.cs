using System.Collections.Immutable;
using Compliance.Formats;

namespace Compliance.Policy.Results;

/// <summary>One assessment objective (SP 800-53A), or one rule that has none, in the light of the policies that speak to it.</summary>
public sealed record ObjectiveResult
{
    public required Digest Subject { get; init; }

    public required string Framework { get; init; }

    /// <summary>Control or rule id as the framework writes it.</summary>
    public required string Control { get; init; }

    /// <summary>Objective label, for example <c>SC-13b.</c>; empty for a rule or a control without objectives.</summary>
    public required string Objective { get; init; }

    public required ObjectiveState State { get; init; }

    /// <summary>What bounds the state, in words: uses that are not declared, deviations; empty when there is nothing to say.</summary>
    public required string Note { get; init; }

    /// <summary>Policies behind the state with their verdicts, by id.</summary>
    public required ImmutableArray<ObjectiveVerdict> Policies { get; init; }

    /// <summary>Ids of what a person has to provide (<see cref="NeededEvidence"/>), ordinal order.</summary>
    public required ImmutableArray<string> Needs { get; init; }

    /// <summary>Ids of the records of human evidence that count and speak to it, ordinal order. <see cref="State"/> does not rest on them: they are counted apart.</summary>
    public ImmutableArray<string> Human { get; init; } = [];

    /// <summary>What those records say by the word of whoever collected them; not evidenced when there are none, or the last has expired.</summary>
    public ObjectiveState HumanState { get; init; }
}
